import {describe, expect, it} from "vitest";
import {readStrength} from "./readStrength.ts";

const range = {min: -1.6, max: 1.6};

describe("readStrength", () => {
    it.each([
        ["0.45", 0.45],
        ["0,45", 0.45],
        ["-.3", -0.3],
        ["\u22120.3", -0.3],
        [" 1 ", 1],
        ["2", 2]
    ])("reads %j", (text, value) => expect(readStrength(text, range)).toBe(value));

    it.each(["", "abc", "NaN", "1e308", "-", "999999", "1.2.3", "0x10"])("refuses %j", (text) => expect(readStrength(text, range)).toBeUndefined());
});
