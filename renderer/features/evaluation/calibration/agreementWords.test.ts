import {describe, expect, it} from "vitest";
import {agreementWords} from "./agreementWords.ts";

describe("agreementWords", () => {
    it("says how orders and levels agree, and who is stricter", () => {
        expect(agreementWords({n: 10, correlation: 0.81, close: 0.9, meanDifference: 0.1})).toBe(
            "The judge orders answers as you do and is mostly within half a point of you."
        );
        expect(agreementWords({n: 10, correlation: -0.2, close: 0.1, meanDifference: -0.64})).toBe(
            "The judge does not order answers as you do and is mostly far from you, stricter by 0.6 on average."
        );
    });

    it("says it where there is no order", () => {
        expect(agreementWords({n: 10, correlation: null, close: 0.8, meanDifference: -0.6})).toBe(
            "One of you gave every answer the same, so orders can’t be compared. The judge is mostly within half a point of you, stricter by 0.6 on average."
        );
        expect(agreementWords({n: 4, correlation: null, close: null, meanDifference: null})).toBe(
            "One of you gave every answer the same, so orders can’t be compared."
        );
    });
});
