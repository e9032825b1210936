import type {NativeEditedTokens, NativeSet} from "../native/AddonTypes.ts";
import {columnsOf} from "./columnsOf.ts";
import type {BranchRequest, RawSteering} from "./types.ts";

interface NativeBranches {
    readonly sets: readonly NativeSet[];
    readonly prefix: NativeEditedTokens;
    readonly branches: readonly NativeEditedTokens[];
}

/** A request for branches as the native core takes it: set 0 is the prefix's, set i + 1 that of branch i. */
export function branchesOf(
    {prefix, steering, answerFrom, branches}: Required<BranchRequest>,
    setOf: (steering: RawSteering) => NativeSet,
    isSpecial: (token: number) => boolean
): NativeBranches {
    const whole = branches.map(({tokens, steering, at = 0}) => ({tokens, at, steering: {...steering, scope: "prompt-and-answer" as const}}));
    return {
        sets: [setOf(steering), ...whole.map(({steering}) => setOf(steering))],
        prefix: {tokens: Int32Array.from(prefix), columns: columnsOf(prefix, 0, steering, answerFrom, isSpecial)},
        // a branch's first token decides the answer's token `at`, which would be its second
        branches: whole.map(({tokens, steering, at}, i) => ({tokens: Int32Array.from(tokens), columns: columnsOf(tokens, i + 1, steering, 1 - at, isSpecial)}))
    };
}
