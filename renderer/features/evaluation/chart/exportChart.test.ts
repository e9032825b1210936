import {describe, expect, it} from "vitest";
import {wrapped} from "./exportChart.ts";

describe("wrapped", () => {
    it("breaks between words", () => expect(wrapped("Talk like a  pirate.", 10)).toEqual(["Talk like", "a pirate."]));
    it("leaves a word that is longer alone", () => expect(wrapped("a extraordinarily b", 6)).toEqual(["a", "extraordinarily", "b"]));
    it("of nothing has no lines", () => expect(wrapped(" ", 6)).toEqual([]));
});
