import {readFileSync} from "node:fs";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import type {PairMeasurement} from "../contract/index.ts";
import type {DictionaryFile} from "../dictionaries/index.ts";
import type {LoadedModel} from "../llama/loadedModel.ts";
import {loadSteerableModel} from "../llama/loadSteerableModel.ts";
import {DEMO} from "../llama/testing.ts";
import {measurePair} from "./measurePair.ts";

const {documents} = JSON.parse(readFileSync(new URL("../../resources/demo/conversations.json", import.meta.url), "utf8")) as {documents: string[]};

let dictionary: DictionaryFile;
let model: LoadedModel;

beforeAll(async () => {
    dictionary = await DEMO.steering();
    model = await loadSteerableModel({modelPath: DEMO.model, dictionaries: [dictionary], lanes: 1});
});
afterAll(() => model.dispose());

const measure = (text: readonly string[], maxTokens = 1000, signal?: AbortSignal) =>
    measurePair({model, modelName: "demo", contextSize: model.info.contextSize, dictionary}, {name: "test", documents: text}, maxTokens, signal);

async function reportOf(measurements: AsyncIterable<PairMeasurement>) {
    const steps: string[] = [];
    for await (const step of measurements) {
        if (step.type === "report") return {report: step.report, steps};
        steps.push(`${step.stage} ${step.done}/${step.total}`);
    }
    throw new Error("no report came");
}

describe("measurePair", () => {
    it("finds on the demo what its recipe found in PyTorch on other conversations", async () => {
        const {report, steps} = await reportOf(measure(documents));
        // resources/demo/README.md: L0 8.6, FVU .267, none dead
        expect(report.figures.l0).toBeGreaterThan(7);
        expect(report.figures.l0).toBeLessThan(12);
        expect(report.figures.fvu).toBeGreaterThan(0.2);
        expect(report.figures.fvu).toBeLessThan(0.4);
        expect(report.figures.ceRecovered).toBeGreaterThan(0.9);
        expect(report.figures.ceZero).toBeGreaterThan(report.figures.ceReconstructed);
        expect(report.nOrdinary).toBeLessThan(report.nTokens);
        expect(report.densityHistogram.counts.reduce((sum, n) => sum + n, report.densityHistogram.never)).toBe(dictionary.nFeatures);
        for (const stage of ["reading", "plain", "reconstructed", "zero"]) expect(steps.filter((step) => step.startsWith(stage)).at(-1)).toMatch(/ (\d+)\/\1$/);
    });

    it("gives the same figures when it is asked again", async () => {
        const [first, second] = [await reportOf(measure(documents, 300)), await reportOf(measure(documents, 300))];
        expect(second.report.figures).toEqual(first.report.figures);
    });

    it("refuses a text with next to nothing in it", async () => {
        await expect(reportOf(measure(["Hi"]))).rejects.toMatchObject({code: "input/invalid"});
        await expect(reportOf(measure([""]))).rejects.toMatchObject({code: "input/invalid"});
    });

    it("stops when cancelled, and the model can be used again", async () => {
        const controller = new AbortController();
        const measurements = measure(documents, 1000, controller.signal);
        await measurements.next();
        controller.abort();
        await expect(reportOf(measurements)).rejects.toMatchObject({name: "AbortError"});
        expect((await reportOf(measure(documents, 100))).report.nTokens).toBeGreaterThan(100);
    });
});
