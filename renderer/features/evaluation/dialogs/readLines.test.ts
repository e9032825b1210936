import {describe, expect, it} from "vitest";
import {readNumbers, readPrompts} from "./readLines.ts";

describe("readPrompts", () => {
    it("takes one prompt a line, with the facts that follow it", () =>
        expect(readPrompts("Tell me about Mars.\r\n- the fourth planet\n  – two moons\n\n What is tea? \n")).toEqual([
            {text: "Tell me about Mars.", facts: ["the fourth planet", "two moons"]},
            {text: "What is tea?"}
        ]));

    it("takes a dash that belongs to no prompt as one", () => expect(readPrompts("- what is this?")).toEqual([{text: "- what is this?"}]));
});

describe("readNumbers", () => {
    it("sorts them and takes each once", () => expect(readNumbers("0.5, .1;−0.2 0.5")).toEqual([-0.2, 0.1, 0.5]));
    it("refuses what is no number", () => expect(readNumbers("0.1, strong")).toBeNull());
    it("of nothing has none", () => expect(readNumbers(" ")).toEqual([]));
});
