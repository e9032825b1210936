import type {HarvestText} from "../../store/harvestQueries.ts";
import type {LabellingPair} from "./types.ts";

/** Texts that are kept read: of 256 tokens with a hundred features each, 40 MB. */
const KEPT = 200;
/** Texts that are read in one call. */
const CHUNK = 8;

interface Reading {
    readonly tokens: readonly number[];
    readonly offsets: Int32Array;
    readonly features: Int32Array;
}

/** Which features fire where in a harvest's texts: read by the model when it is first asked, and kept for the next features. */
export class TextReadings {
    readonly #pair: LabellingPair;
    readonly #texts: (wanted: readonly number[]) => readonly HarvestText[];
    readonly #kept = new Map<number, Reading>();
    readonly #giveWay: () => Promise<void>;

    constructor(pair: LabellingPair, texts: (wanted: readonly number[]) => readonly HarvestText[], giveWay: () => Promise<void>) {
        this.#pair = pair;
        this.#texts = texts;
        this.#giveWay = giveWay;
    }

    /** Reads what was not read yet. Texts that the store does not have are left out. */
    async read(wanted: readonly number[], signal: AbortSignal): Promise<ReadonlyMap<number, Reading>> {
        const missing = this.#texts([...new Set(wanted)].filter((text) => !this.#kept.has(text))).map(({text, tokens}) => ({text, tokens: tokensOf(tokens)}));
        const found = new Map<number, Reading>();
        for (const text of wanted) {
            const reading = this.#kept.get(text);
            if (reading === undefined) continue;
            // used now, so the last to be forgotten
            this.#kept.delete(text);
            this.#kept.set(text, reading);
            found.set(text, reading);
        }
        for (let first = 0; first < missing.length; first += CHUNK) {
            await this.#giveWay();
            const chunk = missing.slice(first, first + CHUNK);
            const {offsets, features} = await this.#pair.model.harvest({texts: chunk.map(({tokens}) => tokens), dictionary: this.#pair.dictionary.id}, signal);
            let row = 0;
            for (const {text, tokens} of chunk) {
                const [from, to] = [offsets[row]!, offsets[row + tokens.length]!];
                const own = offsets.slice(row, row + tokens.length + 1).map((offset) => offset - from);
                const reading = {tokens, offsets: own, features: features.slice(from, to)};
                this.#kept.set(text, reading);
                found.set(text, reading);
                row += tokens.length;
            }
        }
        for (const text of this.#kept.keys()) {
            if (this.#kept.size <= KEPT) break;
            this.#kept.delete(text);
        }
        return found;
    }
}

/** Whether a feature fires on any of the tokens [from, to). */
export function firesWithin({offsets, features}: Reading, feature: number, from: number, to: number): boolean {
    return features.subarray(offsets[from]!, offsets[Math.min(to, offsets.length - 1)]!).includes(feature);
}

/** A text's tokens as the store keeps them: u32, little-endian. */
export function tokensOf(bytes: Uint8Array): number[] {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    return Array.from({length: Math.floor(bytes.byteLength / 4)}, (_, i) => view.getUint32(4 * i, true));
}
