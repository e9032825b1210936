import {readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {scratchFolder} from "../../dictionaries/fixtures/scratchFolder.ts";
import {seededRandom} from "../../dictionaries/fixtures/seededRandom.ts";
import type {Harvested} from "../../llama/types.ts";
import {binEdge, N_BINS} from "./activationBins.ts";
import {AFTER, BEFORE} from "./BestExamples.ts";
import {type HarvestCounters, HarvestState} from "./HarvestState.ts";
import {readSnapshot, writeSnapshot} from "./snapshot.ts";

const N_FEATURES = 20;

/** Invented readings: per token a norm and the features that fire. Token 0 of each text is special: it was not read. */
function aCorpus(nTexts: number, seed = 3) {
    const random = seededRandom(seed);
    return Array.from({length: nTexts}, (_, context) => ({
        context,
        tokens: Array.from({length: 5 + random(60)}, (_, position) => ({
            norm: position === 0 ? 0 : position === 7 ? 1000 : 10 + random(5),
            fired:
                position === 0 ? [] : Array.from({length: N_FEATURES - 1}, (_, feature) => [feature, random(1000) / 64] as const).filter(() => random(5) === 0)
        }))
    }));
}

type Corpus = ReturnType<typeof aCorpus>;

function asHarvested(texts: Corpus): Harvested {
    const tokens = texts.flatMap((text) => text.tokens);
    const offsets = [0];
    for (const {fired} of tokens) offsets.push(offsets.at(-1)! + fired.length);
    return {
        offsets: Int32Array.from(offsets),
        features: Int32Array.from(tokens.flatMap(({fired}) => fired.map(([feature]) => feature))),
        values: Float32Array.from(tokens.flatMap(({fired}) => fired.map(([, value]) => value))),
        norms: Float32Array.from(tokens, ({norm}) => norm)
    };
}

function harvestOf(corpus: Corpus, chunk: number): HarvestState {
    const state = new HarvestState(N_FEATURES);
    add(state, corpus, chunk);
    return state;
}

function add(state: HarvestState, corpus: Corpus, chunk: number): void {
    for (let at = 0; at < corpus.length; at += chunk) {
        const texts = corpus.slice(at, at + chunk);
        state.add(
            texts.map(({context, tokens}) => ({context, tokens: tokens.map((_, i) => i)})),
            asHarvested(texts)
        );
    }
}

describe("HarvestState", () => {
    const corpus = aCorpus(120);
    const state = harvestOf(corpus, 7);
    /** every activation that counts: not of special tokens, not of sinks */
    const all = corpus.flatMap(({context, tokens}) =>
        tokens.flatMap(({norm, fired}, position) => (norm > 0 && norm < 500 ? fired.map(([feature, value]) => ({feature, value, context, position})) : []))
    );
    const of = (feature: number) => all.filter((one) => one.feature === feature);

    it("counts, sums and finds maxima as a plain loop does", () => {
        expect(state.tokens).toBe(corpus.flatMap(({tokens}) => tokens).filter(({norm}) => norm > 0 && norm < 500).length);
        expect(state.sinks).toBe(corpus.filter(({tokens}) => tokens.length > 7).length);
        for (let feature = 0; feature < N_FEATURES; feature++) {
            const values = of(feature).map(({value}) => value);
            expect(state.sums.count[feature]).toBe(values.length);
            expect(state.sums.sum[feature]).toBeCloseTo(
                values.reduce((sum, value) => sum + value, 0),
                6
            );
            expect(state.sums.max[feature]).toBe(Math.max(0, ...values));
            expect(state.sums.min[feature]).toBe(values.length === 0 ? 0 : Math.min(...values.filter((value) => value > 0)));
        }
        expect(state.sums.count[N_FEATURES - 1]).toBe(0);
    });

    it("counts activations in bins", () => {
        const values = of(2)
            .map(({value}) => value)
            .filter((value) => value > 0);
        const expected = Array.from({length: N_BINS}, (_, bin) => values.filter((value) => value >= binEdge(bin) && value < binEdge(bin + 1)).length);
        expect([...state.sums.binsOf(2)]).toEqual(expected);
    });

    it("draws of every tenth of the activations, each where sorting puts it", () => {
        const ascending = of(5)
            .map(({value}) => value)
            .filter((value) => value > 0)
            .sort((a, b) => a - b);
        const drawn = state.drawn.of(5);
        expect(new Set(drawn.map(({tenth}) => tenth)).size).toBe(10);
        expect(drawn.length).toBeGreaterThan(20);
        for (const {tenth, value, context, position} of drawn) {
            expect(of(5)).toContainEqual({feature: 5, value, context, position});
            expect(Math.abs((10 * ascending.indexOf(value)) / ascending.length - 0.5 - tenth)).toBeLessThan(1.2);
        }
    });

    it("keeps the strongest token of each text, the strongest texts first", () => {
        const bestOfTexts = Map.groupBy(of(4), ({context}) => context);
        const expected = [...bestOfTexts.values()]
            .map((ones) => ones.toSorted((a, b) => b.value - a.value || a.position - b.position)[0]!)
            .sort((a, b) => b.value - a.value || a.context - b.context)
            .slice(0, 12);
        expect(state.top.of(4).map(({context, position, value}) => ({feature: 4, value, context, position}))).toEqual(expected);
    });

    it("keeps the activations around an example, sinks among them, and nothing of other texts", () => {
        for (const {context, position, window} of [...state.top.of(4), ...state.drawn.of(4)]) {
            const text = corpus[context]!.tokens;
            const expected = Array.from({length: BEFORE + 1 + AFTER}, (_, i) => {
                const token = text[position - BEFORE + i];
                return token?.fired.find(([feature]) => feature === 4)?.[1] ?? 0;
            });
            expect(Array.from(window)).toEqual(expected);
        }
    });

    it("counts which features fire together", () => {
        const expected = new Map<number, number>();
        const tokens = Map.groupBy(all, ({context, position}) => `${context}:${position}`);
        for (const ones of tokens.values()) {
            const features = ones.map(({feature}) => feature);
            if (features.includes(6)) for (const other of features) if (other !== 6) expected.set(other, (expected.get(other) ?? 0) + 1);
        }
        const companions = state.together.of(6, 5);
        expect(companions).toEqual(
            [...expected]
                .map(([feature, together]) => ({feature, together}))
                .sort((a, b) => b.together - a.together || a.feature - b.feature)
                .slice(0, 5)
        );
    });

    it("goes on from a snapshot as if it had never stopped", async () => {
        const path = join(await scratchFolder(), "snapshot");
        const first = harvestOf(corpus.slice(0, 70), 7);
        await writeSnapshot(path, first.counters(), first.arrays());
        const resumed = new HarvestState(N_FEATURES);
        resumed.restore((await readSnapshot(path, resumed.arrays())) as HarvestCounters);
        add(resumed, corpus.slice(70), 7);
        expect(resumed.arrays()).toEqual(state.arrays());
        expect(resumed.counters()).toEqual(state.counters());
    });

    it("refuses snapshots that are cut, damaged or of another dictionary", async () => {
        const path = join(await scratchFolder(), "snapshot");
        await writeSnapshot(path, state.counters(), state.arrays());
        const whole = readFileSync(path);
        const readInto = (nFeatures: number) => readSnapshot(path, new HarvestState(nFeatures).arrays());
        await expect(readInto(N_FEATURES + 1)).rejects.toMatchObject({code: "file/malformed"});
        writeFileSync(path, whole.subarray(0, whole.length - 1));
        await expect(readInto(N_FEATURES)).rejects.toMatchObject({code: "file/truncated"});
        const spoilt = Buffer.from(whole);
        spoilt[whole.length - 9]! ^= 4;
        writeFileSync(path, spoilt);
        await expect(readInto(N_FEATURES)).rejects.toMatchObject({code: "file/malformed"});
        writeFileSync(path, "something else entirely");
        await expect(readInto(N_FEATURES)).rejects.toMatchObject({code: "file/malformed"});
    });

    it("comes out the same however the texts are handed over", () => {
        for (const chunk of [1, 50, 1000]) {
            const other = harvestOf(corpus, chunk);
            expect(other.sums.arrays()).toEqual(state.sums.arrays());
            expect(other.top.of(3)).toEqual(state.top.of(3));
            expect(other.drawn.arrays()).toEqual(state.drawn.arrays());
            expect(other.residualNorm).toBe(state.residualNorm);
        }
    });
});
