import {describe, expect, it} from "vitest";
import type {Fit} from "../../../engine/contract/library.ts";
import {adviceWords, memoryBar, memoryWords, speedWords, verdictTone, verdictWords} from "./fit.ts";

const aFit = (changes: Partial<Fit> = {}): Fit => ({
    verdict: "gpu",
    gpuLayers: 33,
    nLayers: 32,
    contextSize: 8192,
    parts: [
        {name: "weights", vram: 6e9, ram: 1e9},
        {name: "context", vram: 2e9, ram: 0}
    ],
    needed: {vram: 8e9, ram: 1e9},
    free: {vram: 16e9, ram: 40e9},
    total: {vram: 24e9, ram: 64e9},
    tokensPerSecond: {low: 38.2, high: 81},
    speed: "fast",
    advice: [],
    ...changes
});

describe("verdictWords", () => {
    it("tells where it runs", () => {
        expect(verdictWords(aFit())).toBe("Fits on the GPU");
        expect(verdictWords(aFit({verdict: "split", gpuLayers: 20}))).toBe("20 of 32 layers fit on the GPU");
        expect(verdictWords(aFit({verdict: "cpu"}))).toBe("Fits in memory, not on the GPU");
        expect(verdictWords(aFit({verdict: "cpu", total: {vram: 0, ram: 8e9}}))).toBe("Fits, runs on the processor");
        expect(verdictWords(aFit({verdict: "no"}))).toBe("Does not fit this machine");
    });
});

describe("verdictTone", () => {
    it("warns of what will be slow although it fits", () =>
        expect([verdictTone(aFit()), verdictTone(aFit({verdict: "cpu", speed: "slow"})), verdictTone(aFit({verdict: "no"}))]).toEqual([
            "good",
            "warning",
            "bad"
        ]));
});

describe("speedWords", () => {
    it("gives the range as an estimate, with a digit where it is small", () => {
        expect(speedWords(aFit())).toBe("Fast: about 38 to 81 tokens a second");
        expect(speedWords(aFit({speed: "slow", tokensPerSecond: {low: 2.14, high: 4.4}}))).toBe("Slower than reading: about 2.1 to 4.4 tokens a second");
        expect(speedWords(aFit({tokensPerSecond: {low: 12, high: 12.2}}))).toBe("Fast: about 12 tokens a second");
    });
    it("promises nothing of what does not run", () => expect(speedWords(aFit({verdict: "no"}))).toBeNull());
});

describe("memoryBar", () => {
    it("is as long as what is free", () =>
        expect(memoryBar(aFit(), "vram")).toEqual({
            parts: [
                {name: "weights", bytes: 6e9, share: 0.375},
                {name: "context", bytes: 2e9, share: 0.125}
            ],
            freeShare: 1,
            overflows: false
        }));
    it("is as long as what is needed where that is more", () => {
        const bar = memoryBar(aFit({free: {vram: 4e9, ram: 40e9}}), "vram");
        expect(bar.freeShare).toBe(0.5);
        expect(bar.overflows).toBe(true);
        expect(bar.parts.reduce((sum, {share}) => sum + share, 0)).toBe(1);
    });
    it("leaves out parts that take none of it", () => expect(memoryBar(aFit(), "ram").parts).toHaveLength(1));
});

describe("adviceWords", () => {
    it("names the change", () =>
        expect([
            adviceWords({change: "context", contextSize: 4096}),
            adviceWords({change: "kv-type", kvType: "Q8_0"}),
            adviceWords({change: "smaller-file", largestBytes: 19.4e9})
        ]).toEqual(["Context of 4,096", "Context kept as Q8_0", "A file of at most 19.4 GB would fit"]));
});

describe("memoryWords", () => {
    const cpu = {free: {vram: 0, ram: 8e9}, total: {vram: 0, ram: 16e9}};
    const gpu = {free: {vram: 6e9, ram: 8e9}, total: {vram: 8e9, ram: 16e9}};
    it("says where the weights have room", () => {
        expect(memoryWords(5e9, cpu).words).toBe("Its weights of 5.0 GB have room in memory: 8.0 GB of memory are free.");
        expect(memoryWords(5e9, gpu).words).toContain("room on the GPU: 6.0 GB of GPU memory and 8.0 GB");
        expect(memoryWords(12e9, gpu).words).toContain("together");
    });
    it("warns of more than is free", () => expect([memoryWords(9e9, cpu), memoryWords(15e9, gpu)].map(({fits}) => fits)).toEqual([false, false]));
});
