import {describe, expect, it} from "vitest";
import type {PairWarning} from "../../../engine/contract/models.ts";
import {stopsOf, warningOf, warningsWords} from "./pairWarnings.ts";

const widths: PairWarning = {about: "d-model", level: "error", expected: "2304", got: "3584"};
const made: PairWarning = {about: "model", level: "warning", expected: "google/gemma-2-2b", got: "Gemma 2 9B It"};

describe("warningsWords", () => {
    it("says what stops it before what is in doubt", () =>
        expect(warningsWords([made, widths])).toBe(
            "The dictionary reads vectors of 2304 numbers; this model has 3584. Made for google/gemma-2-2b; this is Gemma 2 9B It."
        ));
});

describe("stopsOf", () => {
    it("tells what keeps it from loading, and nothing of what is only in doubt", () => {
        expect(stopsOf({warnings: [{dictionary: "a", warnings: [made, widths]}]})).toBe(warningsWords([widths]));
        expect(stopsOf({warnings: [{dictionary: "a", warnings: [made]}]})).toBeNull();
    });
});

describe("warningOf", () => {
    it("picks the gravest of all dictionaries", () =>
        expect(
            warningOf({
                warnings: [
                    {dictionary: "a", warnings: [made]},
                    {dictionary: "b", warnings: [widths]}
                ]
            })
        ).toContain("2304"));
    it("finds none where there is none", () => expect(warningOf({warnings: [{dictionary: "a", warnings: []}]})).toBeNull());
});
