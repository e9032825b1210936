import type {LlamaContextSequence} from "node-llama-cpp";
import type {RawSteering} from "./types.ts";

/** A rule that held at a token. */
export interface Held {
    readonly rule: number;
    readonly position: number;
    readonly text: string;
    readonly values: readonly number[];
}

/** What is left of a cache for a request. */
export interface Kept {
    /** how many of its tokens are in the cache */
    readonly tokens: number;
    /** rules that are on after them, a bit each */
    readonly on: number;
    /** when rules held at them */
    readonly held: readonly Held[];
}

/**
 * Knows what a sequence's KV cache was computed under, and keeps of it only what a next request may use: the same tokens, evaluated
 * under the same edits. So an answer is the same whether or not something was cached before it.
 */
export class LaneCache {
    readonly #sequence: LlamaContextSequence;
    /** lowest position whose cache was computed with edits in force; Infinity: none */
    #editedFrom = Infinity;
    #key = "";
    /** what rules were watched, until where that holds for another answer too, and which were on after each token */
    #rules = "";
    #watchedTo = 0;
    #on: number[] = [];
    #held: Held[] = [];

    constructor(sequence: LlamaContextSequence) {
        this.#sequence = sequence;
    }

    /** Drops what the request cannot use. At least the last token is left to evaluate. */
    async prepare(tokens: readonly number[], steering: RawSteering, answerFrom: number): Promise<Kept> {
        const cached = this.#sequence.contextTokens;
        const decides = Math.max(0, answerFrom - 1);
        let keep = 0;
        while (keep < cached.length && keep < tokens.length - 1 && cached[keep] === tokens[keep]) keep++;
        const key = steering.edits.length === 0 || steering.scope === "answer" ? "" : JSON.stringify(steering);
        // edits over the whole sequence: only a cache made under the very same edits is of use
        if (key !== this.#key) keep = Math.min(keep, key === "" ? this.#editedFrom : 0);
        else if (key === "") keep = Math.min(keep, this.#editedFrom);
        if (steering.scope === "answer" && steering.edits.length > 0) keep = Math.min(keep, decides);
        // what is prompt now may have been answer then: it was looked at, and faded, as such
        const rules = (steering.rules ?? []).length === 0 ? "" : JSON.stringify(steering.rules);
        if (rules !== "") keep = Math.min(keep, rules === this.#rules ? Math.min(this.#watchedTo, decides) : 0);
        if (steering.decay !== undefined && key !== "") keep = Math.min(keep, this.#watchedTo, decides);
        if (keep < cached.length) await this.#sequence.eraseContextTokenRanges([{start: keep, end: cached.length}]);
        // some memories cannot forget a tail (recurrent models): node-llama-cpp then clears the sequence
        const kept = Math.min(keep, this.#sequence.contextTokens.length);
        this.#key = key;
        this.#rules = rules;
        this.#watchedTo = decides;
        this.#on.length = rules === "" ? 0 : Math.min(this.#on.length, kept);
        this.#held = this.#held.filter(({position}) => position < this.#on.length);
        // what was edited has been dropped above, unless this request runs under the very same edits
        if (steering.edits.length === 0) this.#editedFrom = Infinity;
        else this.#editedFrom = steering.scope === "answer" ? decides : 0;
        return {tokens: kept, on: kept === 0 ? 0 : (this.#on[kept - 1] ?? 0), held: [...this.#held]};
    }

    /** Remembers which rules are on after a token. */
    noteRules(position: number, on: number): void {
        this.#on[position] = on;
    }

    noteHeld(held: Held): void {
        this.#held.push(held);
    }

    async clear(): Promise<void> {
        await this.#sequence.clearHistory();
        this.#editedFrom = Infinity;
        this.#key = "";
        this.#rules = "";
        this.#on = [];
        this.#held = [];
    }
}
