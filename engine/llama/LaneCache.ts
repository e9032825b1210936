import type {LlamaContextSequence} from "node-llama-cpp";
import type {RawSteering} from "./types.ts";

/**
 * Knows what a sequence's KV cache was computed under, and keeps of it only what a next request may use: the same tokens, evaluated
 * under the same edits. So an answer is the same whether or not something was cached before it.
 */
export class LaneCache {
    readonly #sequence: LlamaContextSequence;
    /** lowest position whose cache was computed with edits in force; Infinity: none */
    #editedFrom = Infinity;
    #key = "";

    constructor(sequence: LlamaContextSequence) {
        this.#sequence = sequence;
    }

    /**
     * Drops what the request cannot use. At least the last token is left to evaluate.
     * @returns how many of `tokens` are already in the cache
     */
    async prepare(tokens: readonly number[], steering: RawSteering, answerFrom: number): Promise<number> {
        const cached = this.#sequence.contextTokens;
        let keep = 0;
        while (keep < cached.length && keep < tokens.length - 1 && cached[keep] === tokens[keep]) keep++;
        const key = steering.edits.length === 0 || steering.scope === "answer" ? "" : JSON.stringify(steering);
        // edits over the whole sequence: only a cache made under the very same edits is of use
        if (key !== this.#key) keep = Math.min(keep, key === "" ? this.#editedFrom : 0);
        else if (key === "") keep = Math.min(keep, this.#editedFrom);
        if (steering.scope === "answer" && steering.edits.length > 0) keep = Math.min(keep, Math.max(0, answerFrom - 1));
        if (keep < cached.length) await this.#sequence.eraseContextTokenRanges([{start: keep, end: cached.length}]);
        // some memories cannot forget a tail (recurrent models): node-llama-cpp then clears the sequence
        const kept = Math.min(keep, this.#sequence.contextTokens.length);
        this.#key = key;
        // what was edited has been dropped above, unless this request runs under the very same edits
        if (steering.edits.length === 0) this.#editedFrom = Infinity;
        else this.#editedFrom = steering.scope === "answer" ? Math.max(0, answerFrom - 1) : 0;
        return kept;
    }

    async clear(): Promise<void> {
        await this.#sequence.clearHistory();
        this.#editedFrom = Infinity;
        this.#key = "";
    }
}
