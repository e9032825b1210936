import {describe, expect, it} from "vitest";
import {readTags} from "./readTags.ts";

describe("readTags", () => {
    it("takes each once, without the spaces around it", () => expect(readTags(" style,demo , style,, two words ")).toEqual(["style", "demo", "two words"]));
    it("has none of nothing", () => expect(readTags(" , ")).toEqual([]));
});
