import {readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {setFlagsFromString} from "node:v8";
import {runInNewContext} from "node:vm";
import {describe, expect, it} from "vitest";
import {aDictionaryFile} from "../dictionaries/fixtures/aDictionary.ts";
import {scratchFolder} from "../dictionaries/fixtures/scratchFolder.ts";
import {llamaRuntime} from "./llamaRuntime.ts";
import {type LoadOptions, loadSteerableModel} from "./loadSteerableModel.ts";
import {answerOf, aRequest, DEMO} from "./testing.ts";

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

/** What this process holds that a load could leave behind. */
async function held() {
    // finalisers of native objects run between turns
    for (let i = 0; i < 3; i++) {
        collectGarbage();
        await new Promise((resolve) => setTimeout(resolve, 20));
    }
    const usage = await (await llamaRuntime()).getLlamaMemoryUsage();
    const maps = process.platform === "linux" ? readFileSync("/proc/self/maps", "utf8") : "";
    const status = process.platform === "linux" ? readFileSync("/proc/self/status", "utf8") : "";
    return {
        llama: usage.cpuRam + usage.gpuVram,
        mapped: maps.split("\n").filter((line) => /\.(gguf|part)$/.test(line)).length,
        threads: Number(/^Threads:\s+(\d+)$/m.exec(status)?.[1] ?? 0),
        anonymous: 1024 * Number(/^RssAnon:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0)
    };
}

const fail = (stage: string) => {
    throw new Error(`failed at ${stage}`);
};

const load = (options: Partial<LoadOptions>) => loadSteerableModel({modelPath: DEMO.model, dictionaries: [], lanes: 2, ...options});

describe("loadSteerableModel, failing", {timeout: 120_000}, () => {
    it("frees everything at each stage, and loads the next model as if nothing had been", async () => {
        const folder = await scratchFolder();
        const whole = readFileSync(DEMO.model);
        const cut = join(folder, "cut.gguf");
        writeFileSync(cut, whole.subarray(0, whole.length - 64));
        const good = await DEMO.steering();
        const wide = await aDictionaryFile({dModel: 64});
        const shortened = join(folder, "short.sae.gguf");
        writeFileSync(shortened, readFileSync(good.path).subarray(0, 5000));

        const first = await load({dictionaries: [good]});
        const expected = (await answerOf(first, 0, aRequest("Tell me about Paris."))).text;
        await first.dispose();
        const before = await held();

        const failures: readonly (readonly [stage: string, options: Partial<LoadOptions>, code: string])[] = [
            ["header", {modelPath: shortened}, "file/truncated"],
            ["weights", {modelPath: cut}, "model/load-failed"],
            ["width of a dictionary", {dictionaries: [wide]}, "dictionary/wrong-model"],
            ["mapping a dictionary", {dictionaries: [good, {...good, path: shortened}]}, "native/failed"],
            ["memory of the context", {contextSize: 2_000_000_000}, "model/no-memory"]
        ];
        for (let round = 0; round < 2; round++)
            for (const [stage, options, code] of failures) expect([stage, await load(options).catch((error) => error)]).toMatchObject([stage, {code}]);
        for (const stage of ["dictionaries", "context", "warm-up"] as const) {
            const failing = load({dictionaries: [good], onProgress: (now) => now === stage && fail(stage)});
            await expect(failing).rejects.toThrow(`failed at ${stage}`);
        }
        const stop = new AbortController();
        const stopped = load({signal: stop.signal, onProgress: (stage) => stage === "context" && stop.abort(new Error("enough"))});
        await expect(stopped).rejects.toThrow("enough");

        const after = await held();
        expect(after.llama).toBe(before.llama);
        expect(after.mapped).toBe(before.mapped);
        expect(after.threads).toBeLessThanOrEqual(before.threads);
        // fourteen contexts of 17 MB would be 240 MB
        expect(after.anonymous - before.anonymous).toBeLessThan(60e6);
        const again = await load({dictionaries: [good]});
        expect((await answerOf(again, 0, aRequest("Tell me about Paris."))).text).toBe(expected);
        await again.dispose();
    });

    it("says what memory it needs and what there is", async () => {
        await expect(load({contextSize: 2_000_000_000})).rejects.toMatchObject({
            code: "model/no-memory",
            data: {detail: expect.stringMatching(/^needs [\d.]+ GB of main memory \(weights .*context .*\); [\d.]+ GB of [\d.]+ GB are free$/)}
        });
    });
});

describe("loadSteerableModel with keys and values in other types", () => {
    it.each(["F32", "Q8_0", "Q4_0"] as const)("answers with %s, and says so", async (kvType) => {
        const model = await load({kvType});
        expect(model.info.kvType).toBe(kvType);
        expect((await answerOf(model, 0, aRequest("Tell me about the Andromeda Galaxy."))).text).toMatch(/[a-z]{3}/);
        await model.dispose();
    });

    it("tells the weights' own type", async () => {
        const model = await load({});
        expect(model.info).toMatchObject({kvType: "F16", quantization: expect.stringMatching(/^(F|BF|Q|IQ)\d/)});
        await model.dispose();
    });
});
