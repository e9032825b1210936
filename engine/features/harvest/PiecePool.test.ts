import {describe, expect, it} from "vitest";
import {BEFORE, WINDOW_TOKENS} from "./BestExamples.ts";
import {PiecePool} from "./PiecePool.ts";

/** A vocabulary of bytes: 1000 is special; as some tokenizers do, the blank that a text begins with is dropped. */
function detokenize(tokens: readonly number[]): string {
    const parts: string[] = [];
    let bytes: number[] = [];
    const flush = () => {
        parts.push(Buffer.from(bytes).toString("utf8"));
        bytes = [];
    };
    for (const token of tokens) {
        if (token !== 1000) bytes.push(token);
        else {
            flush();
            parts.push("<s>");
        }
    }
    flush();
    return parts.join("").replace(/^ /, "");
}

function textsAround(tokens: readonly number[], position: number, pool = new PiecePool(detokenize)): (string | undefined)[] {
    const window = pool.windowAround(tokens, position);
    expect(window).toHaveLength(WINDOW_TOKENS);
    return Array.from(window.subarray(Math.max(0, BEFORE - position), BEFORE + tokens.length - position), (piece) => pool.texts[piece - 1]);
}

describe("PiecePool", () => {
    it("gives every token its text in its place, special tokens by their names", () => {
        expect(textsAround([1000, ...Buffer.from("ab c")], 2)).toEqual(["<s>", "a", "b", " ", "c"]);
        expect(textsAround([...Buffer.from(" a")], 0)).toEqual(["", "a"]);
    });

    it("gives a character of several tokens to the last of them", () => {
        const tokens = [...Buffer.from("a\u{1F680}é!")];
        expect(textsAround(tokens, 3)).toEqual(["a", "", "", "", "\u{1F680}", "", "é", "!"]);
        expect(textsAround([...Buffer.from("é").subarray(0, 1)], 0)).toEqual(["\uFFFD"]);
    });

    it("leaves places before and behind the text empty, and keeps each text once", () => {
        const pool = new PiecePool(detokenize);
        const tokens = [...Buffer.from("abcabcabc".repeat(20))];
        const window = pool.windowAround(tokens, 2);
        expect([...window.subarray(0, BEFORE - 2)]).toEqual(new Array(BEFORE - 2).fill(0));
        expect(textsAround(tokens, 100, pool).slice(0, 3)).toEqual(["b", "c", "a"]);
        expect([...pool.texts].sort()).toEqual(["a", "b", "c"]);
    });
});
