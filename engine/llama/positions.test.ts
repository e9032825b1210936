import {describe, expect, it} from "vitest";
import {editedPositions} from "./positions.ts";

const SPECIAL = 99;
const isSpecial = (token: number) => token === SPECIAL;
/** prompt of four tokens, the last two of a header; the answer begins at 4 */
const tokens = [SPECIAL, 5, SPECIAL, 6, 7, SPECIAL, 8];
const edited = (scope: "answer" | "prompt-and-answer" | "all", answerFrom = 4) => {
    const at = editedPositions(scope, answerFrom, isSpecial);
    return tokens.flatMap((token, position) => (at(position, token) ? [position] : []));
};

describe("editedPositions", () => {
    it("edits an answer from the last prompt token on, special tokens never", () => expect(edited("answer")).toEqual([3, 4, 6]));
    it("edits nothing where there is no answer", () => expect(edited("answer", Infinity)).toEqual([]));
    it("edits every ordinary token of prompt and answer", () => expect(edited("prompt-and-answer")).toEqual([1, 3, 4, 6]));
    it("edits special tokens only when asked for all", () => expect(edited("all")).toEqual([0, 1, 2, 3, 4, 5, 6]));
});
