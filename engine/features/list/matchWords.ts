import {foldWords} from "./foldWords.ts";
import {type LabelIndex, OWN} from "./LabelIndex.ts";
import {nearWords} from "./nearWords.ts";
import {orderBy} from "./orderBy.ts";

/** With fewer features than this that hold every word, those are shown too that hold nearly such words. */
const FEW = 5;
/** Words of a query that are looked at. */
const MOST_WORDS = 24;
/** What a word of the query counts that a label lacks, has, has as a beginning, has with one slip, with two. */
const WEIGHTS = [0, 1, 0.6, 0.3, 0.2];
/** As bm25 has them: how soon a word that comes often says no more, and how much long labels lose. */
const K1 = 1.2;
const B = 0.75;

/** What a label has of one word of the query: 0 it is there, 1 a word that begins with it, 2 and 3 a word that is one or two slips away. */
type Nearness = 0 | 1 | 2 | 3;

/**
 * Features whose labels hold every word typed, each as the beginning of a word: the user's own labels first, then whole words before beginnings, then by
 * how rare the words are, how often it has them, how short the label is (bm25) and its score. Where few do, those follow whose words are a slip away; where none do, any of the words counts.
 * @returns features, each once
 */
export function matchWords(index: LabelIndex, query: string): Uint32Array {
    const words = [...new Set(foldWords(query))].slice(0, MOST_WORDS);
    if (words.length === 0) return new Uint32Array(0);
    const hits = new Hits(index, words);
    words.forEach((word, w) => {
        hits.add(w, [word], 0);
        hits.add(w, beginningWith(index, word), 1);
    });
    const sure = hits.ranked("every");
    if (sure.length >= FEW) return sure;
    words.forEach((word, w) => {
        const near = nearWords(word, index.vocabulary);
        for (const slips of [1, 2] as const) hits.add(w, wordsOf(near.filter((one) => one.slips === slips)), slips === 1 ? 2 : 3);
    });
    const nearly = hits.ranked("every");
    return nearly.length > 0 ? nearly : hits.ranked("any");
}

const wordsOf = (near: readonly {readonly word: string}[]) => near.map(({word}) => word);

function* beginningWith(index: LabelIndex, start: string): Iterable<string> {
    const {vocabulary} = index;
    for (let i = index.placeOf(start); i < vocabulary.length && vocabulary[i]!.startsWith(start); i++) if (vocabulary[i] !== start) yield vocabulary[i]!;
}

/** For each label, which words of the query it has, and how nearly. */
class Hits {
    readonly #index: LabelIndex;
    /** per word [nSlots]: 0 the label lacks it, else one more than its nearness */
    readonly #has: readonly Uint8Array[];
    /** per word [nSlots]: how often the label has it, that nearly */
    readonly #often: readonly Uint8Array[];
    /** per word, labels that have it */
    readonly #counts: number[];

    constructor(index: LabelIndex, words: readonly string[]) {
        this.#index = index;
        this.#has = words.map(() => new Uint8Array(index.nSlots));
        this.#often = words.map(() => new Uint8Array(index.nSlots));
        this.#counts = words.map(() => 0);
    }

    /** Labels with any of these words have word `w` of the query; call with the nearest first. */
    add(w: number, words: Iterable<string>, nearness: Nearness): void {
        const index = this.#index;
        const has = this.#has[w]!;
        const often = this.#often[w]!;
        for (const word of words) {
            for (const slot of index.slots(word)) {
                if (has[slot] === nearness + 1) often[slot]!++;
                if (has[slot] !== 0 || !index.isLive(slot)) continue;
                has[slot] = nearness + 1;
                often[slot] = 1;
                this.#counts[w]!++;
            }
        }
    }

    ranked(which: "every" | "any"): Uint32Array {
        const {features, worths, lengths, meanLength, nSlots, nFeatures} = this.#index;
        const weights = this.#counts.map((count) => WEIGHTS.map((share) => share * Math.log(1 + (nSlots - count + 0.5) / (count + 0.5))));
        const best = new Float32Array(nFeatures).fill(Number.NaN);
        for (let slot = 0; slot < nSlots; slot++) {
            let weight = 0;
            let worst = 0;
            let missing = 0;
            const length = K1 * (1 - B + (B * lengths[slot]!) / meanLength);
            for (let w = 0; w < weights.length; w++) {
                const has = this.#has[w]![slot]!;
                if (has === 0) missing++;
                const often = this.#often[w]![slot]!;
                weight += (weights[w]![has]! * often * (K1 + 1)) / (often + length);
                if (has > worst) worst = has;
            }
            if (which === "every" ? missing > 0 : missing === weights.length) continue;
            const worth = worths[slot]!;
            const own = worth === OWN;
            const match = weight * (0.5 + (own ? 1 : worth));
            // where only some words match, how much of the query a label has says more than how nearly
            const tier = which === "any" ? 0 : 4 * Math.min(3, 5 - worst) + (own ? 2 : 0) + (worst === 1 ? 1 : 0);
            const rank = tier + match / (1 + match);
            const feature = features[slot]!;
            if (!(best[feature]! >= rank)) best[feature] = rank;
        }
        const {features: ordered, known} = orderBy(best, true);
        return ordered.subarray(0, known);
    }
}
