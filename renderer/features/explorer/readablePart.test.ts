import {describe, expect, it} from "vitest";
import {readablePart} from "./readablePart.ts";

describe("readablePart", () => {
    it("reads a text whole, and says nothing", () => expect(readablePart("a".repeat(20_000))).toEqual({part: "a".repeat(20_000), note: null}));
    it("says how much of a long one is read, and cuts no character in two", () => {
        expect(readablePart("a".repeat(20_001))).toEqual({part: "a".repeat(20_000), note: "Only the first 20,000 of its 20,001 characters are read"});
        expect(readablePart(`${"a".repeat(19_999)}\u{1F600}b`).part).toBe("a".repeat(19_999));
    });
});
