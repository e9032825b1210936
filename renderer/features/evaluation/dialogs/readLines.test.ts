import {describe, expect, it} from "vitest";
import {wholeNumber} from "./NumberField.tsx";
import {readDecimals, readNumbers, readPrompts} from "./readLines.ts";

describe("readPrompts", () => {
    it("takes one prompt a line, with the facts that follow it", () =>
        expect(readPrompts("Tell me about Mars.\r\n- the fourth planet\n  – two moons\n\n What is tea? \n")).toEqual({
            prompts: [{text: "Tell me about Mars.", facts: ["the fourth planet", "two moons"]}, {text: "What is tea?"}],
            repeated: 0
        }));

    it("takes a dash that belongs to no prompt as one", () => expect(readPrompts("- what is this?").prompts).toEqual([{text: "- what is this?"}]));

    it("takes a prompt that comes again once, with the facts of both", () =>
        expect(readPrompts("Mars?\n- red\nTea?\nMars?\n- red\n- round\nMars?")).toEqual({
            prompts: [{text: "Mars?", facts: ["red", "round"]}, {text: "Tea?"}],
            repeated: 2
        }));
});

describe("readNumbers", () => {
    it("sorts them and takes each once", () => expect(readNumbers("0.5, .1;−0.2 0.5")).toEqual({numbers: [-0.2, 0.1, 0.5]}));
    it("names what is no number", () => expect(readNumbers("0.1, strong")).toEqual({problem: "“strong” is no number"}));
    it("of nothing has none", () => expect(readNumbers(" ")).toEqual({numbers: []}));
});

describe("readDecimals", () => {
    it("refuses a comma that may be a decimal one", () => {
        expect(readDecimals("0,4")).toEqual({problem: expect.stringContaining("write 0.4, or a space")});
        expect(readDecimals("0,4; 0,6")).toHaveProperty("problem");
        expect(readDecimals(",5 1")).toEqual({problem: expect.stringContaining("write 0.5")});
    });
    it("takes commas that can only stand between numbers", () => {
        expect(readDecimals("0.1,0.2,1")).toEqual({numbers: [0.1, 0.2, 1]});
        expect(readDecimals("1, 2, 3")).toEqual({numbers: [1, 2, 3]});
        expect(readDecimals("0.4;1")).toEqual({numbers: [0.4, 1]});
    });
});

describe("wholeNumber", () => {
    it("is what was typed, between its ends", () => expect([wholeNumber("128", 8, 1024), wholeNumber("8", 8, 1024)]).toEqual([128, 8]));
    it("is none while nothing, too little, too much or a part is typed", () =>
        expect(["", "1", "5000", "12.5", "-"].map((text) => wholeNumber(text, 8, 1024))).toEqual([null, null, null, null, null]));
});
