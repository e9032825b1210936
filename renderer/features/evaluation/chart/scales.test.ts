import {describe, expect, it} from "vitest";
import {apart, nearest, scale, ticksOf} from "./scales.ts";

describe("scale", () => {
    it("maps one range to another, upside down too", () => expect([scale([0, 100], [300, 20])(0), scale([0, 100], [300, 20])(50)]).toEqual([300, 160]));
    it("puts a range of nothing in the middle", () => expect(scale([2, 2], [0, 10])(2)).toBe(5));
});

describe("ticksOf", () => {
    it("divides a range at round values inside it", () => {
        expect(ticksOf(0, 1.4, 7)).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1, 1.2, 1.4]);
        expect(ticksOf(-0.5, 0.5, 4)).toEqual([-0.5, 0, 0.5]);
        expect(ticksOf(0.013, 0.027, 2)).toEqual([0.02]);
    });
});

describe("apart", () => {
    it("leaves labels where there is room", () => expect(apart([10, 40, 80], 12, 100)).toEqual([10, 40, 80]));
    it("moves what would overlap, in order", () => expect(apart([20, 22, 21], 12, 100)).toEqual([20, 44, 32]));
    it("stays above the end", () => expect(apart([99, 100], 12, 100)).toEqual([88, 100]));
});

describe("nearest", () => {
    it("is the place of the closest value", () => expect(nearest([0, 0.2, 0.6], 0.45)).toBe(2));
});
