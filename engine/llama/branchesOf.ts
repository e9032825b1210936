import type {NativeEdit, NativeEditedTokens, NativeSet} from "../native/AddonTypes.ts";
import {editedPositions} from "./positions.ts";
import type {BranchRequest, RawSteering} from "./types.ts";

interface NativeBranches {
    readonly sets: readonly NativeSet[];
    readonly prefix: NativeEditedTokens;
    readonly branches: readonly NativeEditedTokens[];
}

/** A request for branches as the native core takes it: set 0 is the prefix's, set i + 1 that of branch i. */
export function branchesOf(
    {prefix, steering, answerFrom, branches}: Required<BranchRequest>,
    nativeEdits: (steering: RawSteering) => NativeEdit[],
    isSpecial: (token: number) => boolean
): NativeBranches {
    const prefixEdits = nativeEdits(steering);
    const editsAt = editedPositions(steering.scope, answerFrom, isSpecial);
    return {
        sets: [{edits: prefixEdits}, ...branches.map(({edits}) => ({edits: nativeEdits({edits, scope: "all"})}))],
        prefix: {
            tokens: Int32Array.from(prefix),
            sets: Int32Array.from(prefix, (token, position) => (prefixEdits.length > 0 && editsAt(position, token) ? 0 : -1))
        },
        branches: branches.map(({tokens, edits}, i) => ({
            tokens: Int32Array.from(tokens),
            sets: Int32Array.from(tokens, (token) => (edits.length > 0 && !isSpecial(token) ? i + 1 : -1))
        }))
    };
}
