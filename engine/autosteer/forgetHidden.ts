import type {AutosteerState} from "./autosteerState.ts";
import type {Move} from "./types.ts";

/**
 * Takes from a run that is under way what it came to with features that nobody may see any more: from the first such stage on it is done again. The texts stay.
 * @param visible which of the run's dictionary
 * @returns whether there was any; answers of the proof are to be removed then
 */
export function forgetHidden(state: AutosteerState, visible: (feature: number) => boolean): boolean {
    const {candidates, screened, combined, proof} = state;
    const hides = (moves: readonly Pick<Move, "feature">[]) => moves.some(({feature}) => !visible(feature));
    const inSearch =
        hides(candidates ?? []) ||
        hides(screened?.kept ?? []) ||
        (combined?.sets ?? []).some(({moves}) => hides(moves)) ||
        [...(proof?.sets ?? []), ...(proof?.contenders ?? [])].some(({moves}) => hides(moves));
    const isDrawn = hides((proof?.random ?? []).filter((one) => one !== null));
    if (!inSearch && !isDrawn) return false;
    delete state.proof;
    state.pieces = {};
    if (!inSearch) return true;
    delete state.candidates;
    delete state.screened;
    delete state.combined;
    state.dropped = {};
    return true;
}
