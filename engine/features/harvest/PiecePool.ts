import {EngineError} from "../../contract/index.ts";
import {BEFORE, WINDOW_TOKENS} from "./BestExamples.ts";

/** No character takes more tokens than this. */
const LONGEST_CHARACTER = 8;
const BROKEN = "\uFFFD";

type Detokenize = (tokens: readonly number[]) => string;

/**
 * The texts of tokens, each kept once under a number, so that a harvest can be read without the model that it ran on. A character of several tokens is the
 * last one's text, and the others' is empty.
 */
export class PiecePool {
    readonly #detokenize: Detokenize;
    readonly #numbers = new Map<string, number>();
    /** of tokens that are whole characters, wherever they stand */
    readonly #whole = new Map<number, number>();

    /** @param detokenize special tokens by their names */
    constructor(detokenize: Detokenize) {
        this.#detokenize = detokenize;
    }

    /** piece i is entry i - 1 */
    get texts(): readonly string[] {
        return [...this.#numbers.keys()];
    }

    /**
     * @param tokens of a whole text
     * @param position of the token that the window is around
     * @returns [WINDOW_TOKENS] numbers of pieces from 1; 0 beyond the text's ends
     */
    windowAround(tokens: ArrayLike<number>, position: number): Uint32Array {
        if (position >= tokens.length) throw new EngineError("engine/internal", {detail: `token ${position} of a text of ${tokens.length}`});
        const window = new Uint32Array(WINDOW_TOKENS);
        const first = Math.max(0, position - BEFORE);
        const last = Math.min(tokens.length, position - BEFORE + WINDOW_TOKENS);
        for (let at = first; at < last; at++) {
            const piece = this.#whole.get(tokens[at]!) ?? this.#look(tokens, at);
            if (piece === undefined) return this.#slowly(tokens, position);
            window[BEFORE + at - position] = piece;
        }
        return window;
    }

    /** @returns undefined for a part of a character */
    #look(tokens: ArrayLike<number>, at: number): number | undefined {
        const token = tokens[at]!;
        const text = this.#textAfter(at === 0 ? [] : [tokens[at - 1]!], [token]);
        if (text === undefined || text.includes(BROKEN)) return undefined;
        const piece = this.#number(text);
        // some vocabularies drop the blank that a text begins with
        if (at > 0) this.#whole.set(token, piece);
        return piece;
    }

    /** The whole text from its beginning, as parts of a character mean nothing alone. */
    #slowly(tokens: ArrayLike<number>, position: number): Uint32Array {
        const window = new Uint32Array(WINDOW_TOKENS);
        const end = Math.min(tokens.length, position - BEFORE + WINDOW_TOKENS);
        let pending: number[] = [];
        let before: number[] = [];
        for (let at = 0; at < end; at++) {
            pending.push(tokens[at]!);
            const text = this.#textAfter(before, pending) ?? BROKEN;
            const isWhole = !text.endsWith(BROKEN) || pending.length >= LONGEST_CHARACTER || at + 1 === tokens.length;
            if (at >= position - BEFORE) window[BEFORE + at - position] = this.#number(isWhole ? text : "");
            if (!isWhole) continue;
            before = pending;
            pending = [];
        }
        return window;
    }

    /** what the tokens add to those before them; undefined where the text before changes with them */
    #textAfter(before: readonly number[], tokens: readonly number[]): string | undefined {
        const start = this.#detokenize(before);
        const all = this.#detokenize([...before, ...tokens]);
        return all.startsWith(start) ? all.slice(start.length) : undefined;
    }

    #number(text: string): number {
        const known = this.#numbers.get(text);
        if (known !== undefined) return known;
        this.#numbers.set(text, this.#numbers.size + 1);
        return this.#numbers.size;
    }
}
