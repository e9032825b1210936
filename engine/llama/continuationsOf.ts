import {COLUMN_ANSWER, COLUMN_EDIT, COLUMN_LOOK, COLUMN_WORDS, type NativeContinuation, type NativeEditedTokens, type NativeSet} from "../native/AddonTypes.ts";
import {branchesOf} from "./branchesOf.ts";
import {acts} from "./tokenActions.ts";
import type {RawSteering, WriteBranchesRequest} from "./types.ts";

interface NativeContinuations {
    readonly sets: readonly NativeSet[];
    readonly prefix: NativeEditedTokens;
    readonly continuations: readonly NativeContinuation[];
}

/** A request for answers as the native core takes it: set 0 is the prefix's, set i + 1 that of branch i. */
export function continuationsOf(
    request: Required<WriteBranchesRequest>,
    setOf: (steering: RawSteering) => NativeSet,
    isSpecial: (token: number) => boolean
): NativeContinuations {
    const {sets, prefix, branches} = branchesOf(request, setOf, isSpecial);
    return {
        sets,
        prefix,
        continuations: branches.map((start, i) => {
            const {tokens, steering, at = 0, sampling} = request.branches[i]!;
            const written = new Int32Array(COLUMN_WORDS);
            written[0] = acts(steering) ? i + 1 : -1;
            // a special token that is sampled ends the answer, so none of these is one
            written[1] = COLUMN_ANSWER | (steering.edits.length > 0 ? COLUMN_EDIT : 0) | ((steering.rules ?? []).length > 0 ? COLUMN_LOOK : 0);
            new Float32Array(written.buffer)[3] = 1;
            return {
                start,
                written,
                decay: steering.decay ?? 0,
                // the last token of the start decides the first one that is written
                first: at + tokens.length - 1,
                ends: (steering.rules ?? []).flatMap(({ends}, rule) => (ends ? [rule] : [])),
                sampler: sampling
            };
        })
    };
}
