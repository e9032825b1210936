import {EngineError} from "../../contract/index.ts";
import type {Store} from "../../store/openStore.ts";

/** Tokens that only begin with what was typed: so many are enough. */
const BEGINNINGS = 200;

/** A token's text as it is looked for: without spaces around it, in small letters. */
export const foldToken = (text: string) => text.normalize("NFKC").trim().toLowerCase();

/**
 * Features that fire most strongly on a token, by how much of what their strongest examples add up to falls on it. The token as it was typed comes before the same
 * letters in another case, and both before tokens that begin with them, which are asked only while there is none.
 * @returns features, each once
 * @throws EngineError `feature/not-harvested`
 */
export function matchToken(store: Store, dictionary: string, query: string): Uint32Array {
    const harvest = store.harvests.current(dictionary);
    if (harvest === undefined) throw new EngineError("feature/not-harvested", {dictionary});
    const folded = foldToken(query);
    if (folded === "") return new Uint32Array(0);
    const same = store.featureLists.peakTokens(harvest.id, folded);
    const tokens = same.length > 0 ? same : store.featureLists.peakTokensFrom(harvest.id, folded, BEGINNINGS);
    const typed = query.normalize("NFKC").trim();
    const ranks = new Map<number, number>();
    for (const {piece, text} of tokens) {
        const tier = text.normalize("NFKC").trim() === typed ? 1 : 0;
        for (const {feature, share} of store.featureLists.featuresPeaking(harvest.id, piece))
            ranks.set(feature, Math.max(ranks.get(feature) ?? 0, tier + share));
    }
    return Uint32Array.from([...ranks.keys()].sort((a, b) => ranks.get(b)! - ranks.get(a)! || a - b));
}
