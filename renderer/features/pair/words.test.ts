import {describe, expect, it} from "vitest";
import {pairReportSchema} from "../../../engine/contract/pairs.ts";
import {measuredShare} from "./measurements.ts";
import {findingWords} from "./words.ts";

describe("findingWords", () => {
    it("has words for every finding at every level", () => {
        const finding = pairReportSchema.shape.findings.element.shape;
        for (const about of finding.about.options)
            for (const level of finding.level.options) expect(findingWords({about, level, got: 0.5, expected: 0.4})).toMatch(/^\S.*\.$/);
    });

    it("says which side of the card a figure is on", () => {
        expect(findingWords({about: "l0", level: "warning", got: 140, expected: 71.3})).toBe(
            "More features fire than the card says: 140 on a token, against 71.3."
        );
        expect(findingWords({about: "l0", level: "bad", got: 3.25, expected: 71.3})).toContain("Fewer features fire");
    });

    it("counts one token as one", () => {
        expect(findingWords({about: "outliers", level: "warning", got: 1})).toContain("1 ordinary token has");
        expect(findingWords({about: "outliers", level: "warning", got: 3})).toContain("3 ordinary tokens have");
    });
});

describe("measuredShare", () => {
    it("counts the four passes as one way", () => {
        expect(measuredShare({type: "progress", stage: "reading", done: 0, total: 100})).toBe(0);
        expect(measuredShare({type: "progress", stage: "reconstructed", done: 50, total: 100})).toBe(0.625);
        expect(measuredShare({type: "progress", stage: "zero", done: 100, total: 100})).toBe(1);
        expect(measuredShare({type: "progress", stage: "plain", done: 0, total: 0})).toBe(0.25);
    });
});
