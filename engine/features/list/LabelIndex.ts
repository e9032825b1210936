import type {ListedLabel} from "../../store/featureListQueries.ts";
import {USER_SOURCE} from "../../store/labelQueries.ts";
import {foldWords} from "./foldWords.ts";

/** A label without a score counts as middling; the user's own is above all others. */
export const MIDDLING = 0.5;
export const OWN = 2;

/**
 * The labels of one dictionary in memory: which label has which word, so that a list over 65,536 of them answers while one types. (SQLite's FTS5 finds
 * rare words as quickly, but a word that most labels hold takes it 15 ms to find and 200 to rank; here it is one pass over an array.)
 * Labels have slots; one that is taken away leaves its slot dead.
 */
export class LabelIndex {
    readonly nFeatures: number;
    /** changes with every label; what was ranked before is then out of date */
    version = 0;
    /** [nFeatures] of each feature's best label: its score, `OWN` for the user's; NaN where there is none */
    readonly best: Float32Array;
    readonly #slotsOf = new Map<number, number[]>();
    readonly #labels: (ListedLabel | undefined)[] = [];
    /** [nSlots] of each label its feature, its worth and how many words it has: arrays of numbers, since every search passes over them */
    readonly features: number[] = [];
    readonly worths: number[] = [];
    readonly lengths: number[] = [];
    readonly #words = new Map<string, number[]>();
    #vocabulary: string[] | undefined;
    #dead = 0;
    #totalLength = 0;

    constructor(nFeatures: number) {
        this.nFeatures = nFeatures;
        this.best = new Float32Array(nFeatures).fill(Number.NaN);
    }

    get nSlots(): number {
        return this.#labels.length;
    }

    /** words of a label, on average */
    get meanLength(): number {
        return this.#totalLength / Math.max(1, this.#labels.length - this.#dead);
    }

    /** more dead slots than live ones: better made anew */
    get isWorn(): boolean {
        return this.#dead > 1024 && this.#dead * 2 > this.#labels.length;
    }

    add(label: ListedLabel): void {
        const {feature, description} = label;
        if (feature >= this.nFeatures) return;
        const slot = this.#labels.length;
        const words = foldWords(description);
        const worth = worthOf(label);
        this.#labels.push(label);
        this.features.push(feature);
        this.worths.push(worth);
        this.lengths.push(words.length);
        this.#totalLength += words.length;
        for (const word of words) this.#addWord(word, slot);
        const slots = this.#slotsOf.get(feature);
        if (slots === undefined) this.#slotsOf.set(feature, [slot]);
        else slots.push(slot);
        if (!(this.best[feature]! >= worth)) this.best[feature] = worth;
        this.version++;
    }

    /** Takes a feature's labels away. */
    clear(feature: number): void {
        for (const slot of this.#slotsOf.get(feature) ?? []) {
            this.#labels[slot] = undefined;
            this.#totalLength -= this.lengths[slot]!;
            this.#dead++;
        }
        this.#slotsOf.delete(feature);
        if (feature < this.nFeatures) this.best[feature] = Number.NaN;
        this.version++;
    }

    /** in force now */
    *labels(): Iterable<ListedLabel> {
        for (const label of this.#labels) if (label !== undefined) yield label;
    }

    isLive(slot: number): boolean {
        return this.#labels[slot] !== undefined;
    }

    /** slots of labels that hold the word, as often as they hold it, some of them dead */
    slots(word: string): readonly number[] {
        return this.#words.get(word) ?? [];
    }

    /** every word, sorted by code units; some may be of dead labels only */
    get vocabulary(): readonly string[] {
        this.#vocabulary ??= [...this.#words.keys()].sort();
        return this.#vocabulary;
    }

    /** place of the first word that is not before this one */
    placeOf(word: string): number {
        const {vocabulary} = this;
        let low = 0;
        let high = vocabulary.length;
        while (low < high) {
            const middle = (low + high) >> 1;
            if (vocabulary[middle]! < word) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    #addWord(word: string, slot: number): void {
        const slots = this.#words.get(word);
        if (slots === undefined) {
            this.#words.set(word, [slot]);
            // one label more or less must not sort 65,536 words again
            this.#vocabulary?.splice(this.placeOf(word), 0, word);
        } else slots.push(slot);
    }
}

const worthOf = ({source, score}: Pick<ListedLabel, "source" | "score">) => (source === USER_SOURCE ? OWN : (score ?? MIDDLING));
