import {describe, expect, it} from "vitest";
import {scoreDetection} from "./scoreDetection.ts";
import type {Question} from "./types.ts";

const passage = {text: 0, from: 0, plain: "", marked: ""};
const kinds: Question["kind"][] = [...Array(10).fill("fires"), ...Array(5).fill("random"), ...Array(5).fill("neighbour")];
const questions = kinds.map((kind) => ({kind, passage}));
const answers = (fires: number, random: number, neighbour: number) => [
    ...Array.from({length: 10}, (_, i) => i < fires),
    ...Array.from({length: 5}, (_, i) => i < random),
    ...Array.from({length: 5}, (_, i) => i < neighbour)
];

describe("scoreDetection", () => {
    it.each([
        [10, 0, 0, 1],
        [10, 5, 5, 0.5],
        [0, 0, 0, 0.5],
        [8, 1, 2, 0.75],
        [0, 5, 5, 0]
    ])("%d of 10 recognised, %d and %d of 5 mistaken: %d", (fires, random, neighbour, score) => {
        expect(scoreDetection(questions, answers(fires, random, neighbour))!.score).toBeCloseTo(score, 10);
    });

    it("says what it counted, and nothing where there is nothing to tell apart", () => {
        expect(scoreDetection(questions, answers(8, 1, 2))!.evidence).toBe(
            "recognised 8 of 10 texts with it; mistook 1 of 5 random and 2 of 5 neighbours' texts"
        );
        expect(scoreDetection(questions.slice(0, 10), answers(8, 1, 2))).toBeUndefined();
    });

    it("gives an answer to everything .5 however uneven the kinds are", () => {
        expect(scoreDetection(questions.slice(7), Array(13).fill(true))!.score).toBe(0.5);
    });
});
