import {labelIndexOf} from "../features/list/labelIndexes.ts";
import {matchesOf} from "../features/list/matchesOf.ts";
import type {RerankDeps} from "../features/readings/rerankFeatures.ts";
import {fuseRanks} from "./fuseRanks.ts";
import {usefulWords} from "./usefulWords.ts";

interface Asked {
    readonly dictionary: string;
    readonly signal: AbortSignal;
}

/** Features by how well their labels fit a specification: by its words and, where an embedding model is set, by its meaning. The best first; those that nothing speaks for are missing. */
export async function labelRanking(deps: RerankDeps, {dictionary, signal}: Asked, nFeatures: number, specification: string): Promise<number[]> {
    if (specification === "") return [];
    const index = await labelIndexOf(deps.store, dictionary, nFeatures);
    const words = usefulWords(specification);
    const rankings = [words.join(" "), ...(words.length > 1 ? words : [])].map((query) => [...matchesOf(index, query)]);
    if (deps.matchMeaning !== undefined) rankings.push([...(await deps.matchMeaning(dictionary, specification, signal))]);
    return fuseRanks(rankings);
}
