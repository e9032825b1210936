import type {Candidate} from "../contract/index.ts";
import type {MeasuredSet} from "./combineFeatures.ts";
import type {Move} from "./types.ts";

/**
 * Sets that the proof looks at: up to half of them the best of the search, then the candidates that all other evidence speaks for most, each alone. The likelihood of given answers
 * hardly moves where a first token decides the manner of all that follow; what is written then does.
 * @param sets best first
 * @param candidates best first
 * @returns directions: of their strengths only the ratios and signs count
 */
export function contenders(sets: readonly MeasuredSet[], candidates: readonly Candidate[], n: number): (readonly Move[])[] {
    const searched = sets.map(({moves}) => moves);
    const alone = candidates.flatMap(({feature, random, contrast}) => (random ? [] : [[{feature: Number(feature), strength: contrast < 0 ? -1 : 1}]]));
    const half = Math.floor(n / 2);
    const known = new Set<string>();
    const isNew = (moves: readonly Move[]) => known.size < known.add(featuresOf(moves)).size;
    return [...searched.slice(0, half), ...alone, ...searched.slice(half)].filter(isNew).slice(0, n);
}

const featuresOf = (moves: readonly Move[]) =>
    moves
        .map(({feature}) => feature)
        .sort((a, b) => a - b)
        .join(" ");
