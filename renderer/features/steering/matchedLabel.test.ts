import {describe, expect, it} from "vitest";
import type {Label} from "../../../engine/contract/features.ts";
import {matchedLabel} from "./matchedLabel.ts";

const labels: Label[] = [
    {id: 1, description: "pirate manner", source: "recipe"},
    {id: 2, description: "speaks of Lighthouses", source: "keeper"}
];

describe("matchedLabel", () => {
    it("tells by which other label a feature was found, by the beginnings of its words", () =>
        expect(matchedLabel(labels, "light speak")?.source).toBe("keeper"));
    it("tells nothing where the best label is the one, or none is", () => {
        expect(matchedLabel(labels, "pir")).toBeUndefined();
        expect(matchedLabel(labels, "")).toBeUndefined();
        expect(matchedLabel(labels, "76")).toBeUndefined();
        expect(matchedLabel([], "pirate")).toBeUndefined();
    });
});
