import {fileURLToPath} from "node:url";
import {describe, expect, it} from "vitest";
import {encoderBytes, estimateFit, type FitQuestion, planLoad} from "./estimateFit.ts";
import {fileSource} from "./fileSource.ts";
import {type FitSource, shapeSource} from "./fitSource.ts";
import {refuseImpossible} from "./gpuLayersFor.ts";
import {llamaRuntime} from "./llamaRuntime.ts";
import type {Machine} from "./machine.ts";

const GB = 1e9;

/** Llama 3.3 70B in Q4_K_M: 42.5 GB, 80 layers, 8 heads of 128 for keys and values. */
const LLAMA_70B = shapeSource(
    {nLayers: 80, dModel: 8192, nKvHeads: 8, headDim: 128, nVocab: 128_256, trainedContextSize: 131_072},
    {fileBytes: 42.5 * GB, nParameters: 70.55e9}
);
const GOODFIRE = {dModel: 8192, nFeatures: 65_536, layer: 50, weightType: "F32" as const};

const aMachine = (vram: number, ram: number, more: Partial<Machine> = {}): Machine => ({
    backend: vram > 0 ? "cuda" : "cpu",
    vram: {free: vram * GB, total: vram * GB},
    ram: {free: ram * GB, total: ram * GB},
    unified: false,
    bandwidth: {vram: 1000 * GB, ram: 10 * GB},
    cores: 8,
    ...more
});
const ask = (machine: Machine, more: Partial<FitQuestion> = {}) =>
    estimateFit({source: LLAMA_70B, machine, dictionaries: [GOODFIRE], options: {}, lanes: 2, ...more});

describe("estimateFit", () => {
    it("adds up what a model of known shape takes", async () => {
        const {parts, needed, verdict, gpuLayers, nLayers, contextSize} = await ask(aMachine(80, 64));
        expect({verdict, gpuLayers, nLayers, contextSize}).toEqual({verdict: "gpu", gpuLayers: 80, nLayers: 80, contextSize: 8192});
        const part = (name: string) => parts.find((one) => one.name === name)!;
        // three sequences of 8,192 tokens: 2 x 80 x 24,576 x 8 x 128 numbers of two bytes
        expect(part("context")).toEqual({name: "context", vram: 2 * 80 * 24_576 * 8 * 128 * 2, ram: 0});
        // an encoder of 8,192 x 65,536 numbers of four bytes, and its bias; the decoder stays on disk
        expect(part("dictionaries").vram).toBeGreaterThan(8192 * 65_536 * 4 + 65_536 * 4);
        expect(part("dictionaries").vram).toBeLessThan(8192 * 65_536 * 4 * 1.02);
        // only the table of embeddings, 128,256 x 8,192 of 70.55e9 parameters, stays in main memory
        expect(part("weights").ram / GB).toBeCloseTo((42.5 * 128_256 * 8192) / 70.55e9, 2);
        expect(needed.vram).toBe(parts.reduce((sum, {vram}) => sum + vram, 0));
        expect(needed.ram).toBe(parts.reduce((sum, {ram}) => sum + ram, 0));
    });

    it("puts as many layers on a small GPU as it holds, with the dictionary where its layer is", async () => {
        const {verdict, gpuLayers, needed, free, parts} = await ask(aMachine(24, 64));
        expect(verdict).toBe("split");
        expect(needed.vram).toBeLessThanOrEqual(free.vram);
        // one layer more, of 42.5 GB / 80 and its share of the context, would not fit
        expect(needed.vram + 0.7 * GB).toBeGreaterThan(free.vram);
        expect(gpuLayers).toBeGreaterThan(25);
        // layers go to the GPU from the last one on: layer 50 is there only when at least 30 are
        expect(parts.find(({name}) => name === "dictionaries")!.vram > 0).toBe(gpuLayers >= 30);
        const little = await ask(aMachine(8, 64));
        expect(little.parts.find(({name}) => name === "dictionaries")).toMatchObject({vram: 0, ram: encoderBytes(GOODFIRE)});
    });

    it("runs on the CPU where there is no GPU, and says where that does not suffice either", async () => {
        expect(await ask(aMachine(0, 64))).toMatchObject({verdict: "cpu", gpuLayers: 0, needed: {vram: 0}, speed: "crawling", advice: []});
        const none = await ask(aMachine(0, 40));
        expect(none.verdict).toBe("no");
        const smaller = none.advice.find(({change}) => change === "smaller-file");
        expect(smaller).toMatchObject({largestBytes: expect.any(Number)});
        // what it advises does fit
        const fileBytes = (smaller as {largestBytes: number}).largestBytes;
        const source = shapeSource(
            {nLayers: 80, dModel: 8192, nKvHeads: 8, headDim: 128, nVocab: 128_256, trainedContextSize: 131_072},
            {fileBytes: fileBytes * 0.999, nParameters: 70.55e9}
        );
        expect((await ask(aMachine(0, 40), {source})).verdict).toBe("cpu");
    });

    it("advises what alone would make it better, the least harm first", async () => {
        // 42.5 GB of weights, 8.05 of context, 2.18 of encoder and .6 to compute: some GB too much for this card
        const {verdict, advice} = await ask(aMachine(50, 128));
        expect(verdict).toBe("split");
        expect(advice.map(({change}) => change)).toEqual(["kv-type", "context", "smaller-file"]);
        for (const one of advice) {
            if (one.change === "kv-type") expect((await ask(aMachine(50, 128), {options: {kvType: one.kvType}})).verdict).toBe("gpu");
            if (one.change === "context") expect((await ask(aMachine(50, 128), {options: {contextSize: one.contextSize}})).verdict).toBe("gpu");
        }
        // nearly there: the encoder in Q8_0 would do as well
        const nearly = await ask(aMachine(52, 128));
        expect(nearly.advice.map(({change}) => change)).toContain("dictionary-type");
        const tooMany = await ask(aMachine(24, 128), {options: {gpuLayers: 81}});
        expect(tooMany).toMatchObject({verdict: "no", gpuLayers: 80, advice: [{change: "gpu-layers"}, {change: "smaller-file"}]});
    });

    it("takes both kinds of need out of one store where the GPU has none of its own", async () => {
        const unified = (gigabytes: number) => aMachine(gigabytes * 0.75, gigabytes, {backend: "metal", unified: true});
        expect((await ask(unified(96))).verdict).toBe("gpu");
        expect((await ask(unified(48))).verdict).toBe("no");
    });

    it("tells a speed from the bytes that a token reads", async () => {
        // 41.9 GB at 500 to 850 GB/s
        const {tokensPerSecond, speed} = await ask(aMachine(80, 64));
        expect(tokensPerSecond.low).toBeGreaterThan(10);
        expect(tokensPerSecond.high).toBeLessThan(25);
        expect(speed).toBe("reading");
        const swapped = await ask(aMachine(0, 20));
        expect(swapped).toMatchObject({verdict: "no", speed: "crawling"});
        expect(swapped.tokensPerSecond.high).toBeLessThan(0.1);
    });

    it("counts keys and values by their type", async () => {
        const bytes = async (kvType: "F32" | "F16" | "Q8_0" | "Q4_0") => (await ask(aMachine(80, 64), {options: {kvType}})).parts[1]!.vram;
        const f16 = await bytes("F16");
        expect([(await bytes("F32")) / f16, (await bytes("Q8_0")) / f16, (await bytes("Q4_0")) / f16]).toEqual([2, 34 / 64, 18 / 64]);
    });

    it("asks llama.cpp itself about a file, and gets what a context of known shape takes", async () => {
        const path = fileURLToPath(new URL("../../resources/demo/model.gguf", import.meta.url));
        const source: FitSource = await fileSource(await llamaRuntime(), path);
        const at = await planLoad({source, machine: aMachine(0, 8), dictionaries: [], options: {contextSize: 1024}, lanes: 2});
        const wide = await planLoad({source, machine: aMachine(0, 8), dictionaries: [], options: {contextSize: 1024, kvType: "F32"}, lanes: 2});
        await source.dispose();
        expect(at).toMatchObject({verdict: "cpu", contextSize: 1024, offload: 0});
        const [weights, context] = at.parts;
        expect(weights!.ram / source.fileBytes).toBeCloseTo(1, 1);
        expect(wide.parts[1]!.ram).toBe(2 * context!.ram);
        // llama.cpp's own total grows by exactly those numbers
        const compute = (plan: typeof at) => plan.parts[2]!.ram;
        expect(Math.abs(compute(wide) - compute(at))).toBeLessThan(0.2 * context!.ram + 2e6);
    });
});

describe("refuseImpossible", () => {
    const plan = {needed: {vram: 0, ram: 50 * GB}, parts: [{name: "weights" as const, vram: 0, ram: 42 * GB}]};
    const on = (ram: {free: number; total: number}, unified = false) =>
        refuseImpossible("/m.gguf", plan, {ram: {free: ram.free * GB, total: ram.total * GB}, unified});

    it("refuses with the numbers what is larger than the machine", () => {
        expect(() => on({free: 20, total: 32})).toThrow(
            expect.objectContaining({
                code: "model/no-memory",
                data: {path: "/m.gguf", detail: "needs 50.0 GB of main memory (weights 42.0 GB); 20.0 GB of 32.0 GB are free"}
            })
        );
    });

    it("lets weights be mapped where other programs may give way, but not what is beside them", () => {
        expect(() => on({free: 10, total: 64})).not.toThrow();
        expect(() => on({free: 7, total: 64})).toThrow();
    });
});
