import type {Candidate} from "../contract/index.ts";
import type {MeasuredSet} from "./combineFeatures.ts";
import type {Move} from "./types.ts";

/** In units of R: with the proof's multipliers from .42 to .84, where features take hold that do little below. */
const BY_EVIDENCE = 0.7;

/**
 * Sets that the proof compares: the best of the search, and the candidate that all other evidence speaks for most, at a strength of its own where no set is made of it
 * alone. The likelihood of given answers hardly moves where a first token decides the manner of all that follow; what is written then does.
 * @param sets best first
 * @param candidates best first
 */
export function proofSets(sets: readonly MeasuredSet[], candidates: readonly Candidate[], n: number): (readonly Move[])[] {
    const [first] = candidates.filter(({random}) => !random);
    const best = sets.map(({moves}) => moves);
    const isAlone = (moves: readonly Move[]) => moves.length === 1 && moves[0]!.feature === Number(first?.feature);
    if (first === undefined || best.slice(0, n).some(isAlone)) return best.slice(0, n);
    return [...best.slice(0, n - 1), [{feature: Number(first.feature), strength: first.contrast < 0 ? -BY_EVIDENCE : BY_EVIDENCE}]];
}
