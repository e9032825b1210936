import {describe, expect, it} from "vitest";
import {firstDifference} from "./firstDifference.ts";

describe("firstDifference", () => {
    it("points at the first word that differs", () => {
        expect(firstDifference("The sea is calm", "The sea is cold")).toBe(11);
        expect(firstDifference("Ahoy", "Hello")).toBe(0);
    });

    it("never cuts a character in two", () => expect(firstDifference("a 😀", "a 😁")).toBe(2));

    it("waits while one answer is still behind the other", () => {
        expect(firstDifference("The sea", "The sea is calm", {writing: true})).toBeNull();
        expect(firstDifference("The sea is", "The sea was", {writing: true})).toBe(8);
    });

    it("marks where the longer one goes on after the other has ended", () => expect(firstDifference("Yes.", "Yes. Always.")).toBe(0));

    it("finds none in equal answers", () => expect(firstDifference("same", "same")).toBeNull());
});
