import {describe, expect, it} from "vitest";
import type {FeatureId, TokenPosition} from "../../../engine/contract/ids.ts";
import {strongestFeatures, tokenLines, tokenName, tokenPiece, withoutFirstBreak} from "./tokenPieces.ts";

const aToken = (text: string, {special = false, top = [] as [number, number][]} = {}) => ({
    position: 0 as TokenPosition,
    token: 0,
    steered: false,
    moved: 0,
    chosen: [],
    text,
    special,
    top: top.map(([feature, value]) => ({feature: feature as FeatureId, value}))
});

describe("tokenPiece", () => {
    it("shows line breaks and keeps them", () => expect(tokenPiece(aToken("\n\n"))).toEqual({text: "\n\n", sign: "↵↵"}));
    it("leaves ordinary text as it is", () => expect(tokenPiece(aToken(" sea"))).toEqual({text: " sea", sign: null}));
    it("shows that a token has no visible character", () => expect(tokenPiece(aToken("")).sign).toBe("∅"));
});

describe("tokenLines", () => {
    it("ends a line after a break and begins one before it", () => {
        const lines = tokenLines(["a", "b\n", "c", "\n\nd", "e"].map((text) => aToken(text)));
        expect(lines.map((line) => line.map(({text}) => text))).toEqual([["a", "b\n"], ["c"], ["\n\nd", "e"]]);
        expect(withoutFirstBreak("\n\nd")).toBe("\nd");
    });
});

describe("tokenName", () => {
    it("says what cannot be seen", () => expect(["", " ", "\n", " sea"].map(tokenName)).toEqual(["empty", "space", "line break", "sea"]));
});

describe("strongestFeatures", () => {
    it("orders by the highest value and passes over special tokens", () => {
        const tokens = [
            aToken("<s>", {special: true, top: [[9, 100]]}),
            aToken("a", {
                top: [
                    [1, 2],
                    [2, 1]
                ]
            }),
            aToken("b", {top: [[2, 5]]})
        ];
        expect(strongestFeatures(tokens).map(({feature, value}) => [feature, value])).toEqual([
            [2, 5],
            [1, 2]
        ]);
    });
});
