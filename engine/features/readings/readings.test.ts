import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {type CalibratedDictionary, calibratedDictionary, type DictionaryFile} from "../../dictionaries/index.ts";
import type {LoadedModel} from "../../llama/loadedModel.ts";
import {loadSteerableModel} from "../../llama/loadSteerableModel.ts";
import {DEMO} from "../../llama/testing.ts";
import type {Turn} from "../../llama/types.ts";
import {openGate} from "../../moderation/gate.ts";
import {aWorkspace} from "../../store/aWorkspace.ts";
import type {Store} from "../../store/openStore.ts";
import {contrastSets} from "./contrastSets.ts";
import {type InspectionInput, inspectText} from "./inspectText.ts";
import {rerankFeatures} from "./rerankFeatures.ts";
import type {ReadingDeps} from "./types.ts";

let file: DictionaryFile;
let dictionary: CalibratedDictionary;
let model: LoadedModel;
beforeAll(async () => {
    file = await DEMO.steering();
    dictionary = await calibratedDictionary(file);
    model = await loadSteerableModel({modelPath: DEMO.model, dictionaries: [file], lanes: 1});
});
afterAll(() => model.dispose());

const depsOf = (store: Store, contextSize = model.info.contextSize): ReadingDeps => ({
    store,
    dictionary: (id) => (id === file.id ? dictionary : undefined),
    gate: openGate(store.moderation),
    reader: () => ({model, contextSize})
});
const asked = (more: Partial<InspectionInput>): InspectionInput => ({dictionary: file.id, aggregate: "max", threshold: 0.1, k: 10, ...more});

const user = (content: string): Turn => ({role: "user", content});
const assistant = (content: string): Turn => ({role: "assistant", content});

/** [tokens][nFeatures] of the last turn's ordinary tokens, read feature by feature: not the way in which the code under test reads */
async function activationsOf(turns: readonly Turn[]): Promise<number[][]> {
    const rows: number[][] = [];
    for (let first = 0; first < file.nFeatures; first += 256) {
        const features = Array.from({length: Math.min(256, file.nFeatures - first)}, (_, i) => first + i);
        const readings = await model.inspect({turns, steering: {edits: [], scope: "answer"}, dictionary: file.id, k: 0, features});
        readings
            .filter(({special}) => !special)
            .forEach(({chosen}, i) => {
                rows[i] = [...(rows[i] ?? []), ...chosen];
            });
    }
    return rows;
}

describe("inspectText", () => {
    it("adds up over a turn's tokens what reading each feature by itself gives, in every way", async () => {
        using workspace = aWorkspace();
        const turns = [user("Tell me about Marie Curie.")];
        const rows = await activationsOf(turns);
        const columns = Array.from({length: file.nFeatures}, (_, feature) => rows.map((row) => row[feature]!));
        const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
        const expected = {
            frequency: columns.map((values) => values.filter((value) => value > 0.1).length / values.length),
            mean: columns.map((values) => sum(values) / values.length),
            max: columns.map((values) => Math.max(...values)),
            sum: columns.map(sum)
        };
        for (const aggregate of ["frequency", "mean", "max", "sum"] as const) {
            const {tokens, features, matrix} = await inspectText(depsOf(workspace.store), asked({turns, aggregate, k: 12}));
            expect(tokens.map(({text}) => text).join("")).toBe("Tell me about Marie Curie.");
            expect(features).toHaveLength(12);
            const strongest = [...expected[aggregate]].sort((a, b) => b - a);
            features.forEach(({feature, value, max, frequency}, i) => {
                expect(value).toBeCloseTo(expected[aggregate][feature]!, 3);
                expect(value).toBeCloseTo(strongest[i]!, 3);
                expect(max).toBeCloseTo(expected.max[feature]!, 3);
                expect(frequency).toBeCloseTo(expected.frequency[feature]!, 6);
                matrix.forEach((row, t) => {
                    expect(row[i]).toBeCloseTo(rows[t]![feature]!, 3);
                });
            });
        }
    });

    it("shows special tokens of a text and leaves them out of what is added up", async () => {
        using workspace = aWorkspace();
        const {tokens, features, matrix} = await inspectText(depsOf(workspace.store), asked({text: "The sea.", aggregate: "sum"}));
        expect(tokens[0]).toMatchObject({position: 0, special: true});
        expect(tokens.slice(1).some(({special}) => special)).toBe(false);
        features.forEach(({value}, i) => {
            expect(value).toBeCloseTo(
                matrix.slice(1).reduce((sum, row) => sum + row[i]!, 0),
                3
            );
        });
    });

    it("tells the values of features that are asked for by number, and their labels", async () => {
        using workspace = aWorkspace();
        workspace.store.dictionaries.remember(file);
        const whole = await inspectText(depsOf(workspace.store), asked({text: "The sea.", k: 3}));
        const [first, second] = whole.features.map(({feature}) => feature);
        workspace.store.labels.save(file.id, "user", [{feature: first!, description: "water"}]);
        const again = await inspectText(depsOf(workspace.store), asked({text: "The sea.", k: 3, chosen: [second!, first!]}));
        expect(again.features[0]).toMatchObject({feature: first, label: "water"});
        expect(again.tokens.map(({chosen}) => chosen)).toEqual(whole.matrix.map(([a, b]) => [b, a]));
        await expect(inspectText(depsOf(workspace.store), asked({text: "a", chosen: [file.nFeatures]}))).rejects.toMatchObject({code: "feature/not-found"});
    });

    it("never names a feature that nobody may see", async () => {
        using workspace = aWorkspace();
        const {store} = workspace;
        const before = await inspectText(depsOf(store), asked({text: "The sea."}));
        const hidden = before.features[0]!.feature;
        store.moderation.put(file.id, [{feature: hidden, category: "c", reason: "r", source: "user"}], {action: "add", detail: ""});
        const after = await inspectText(depsOf(store), asked({text: "The sea."}));
        expect(after.features.map(({feature}) => feature).slice(0, 9)).toEqual(before.features.map(({feature}) => feature).slice(1));
        expect(after.tokens.flatMap(({top}) => top).some(({feature}) => feature === hidden)).toBe(false);
        await expect(inspectText(depsOf(store), asked({text: "a", chosen: [hidden]}))).rejects.toMatchObject({code: "feature/moderated"});
    });

    it("reads a text longer than the context in windows, and refuses a conversation that long", async () => {
        using workspace = aWorkspace();
        const text = "The galaxy is far away. ".repeat(20);
        const short = depsOf(workspace.store, 32);
        const {tokens} = await inspectText(short, asked({text}));
        expect(tokens.map(({position}) => position)).toEqual(tokens.map((_, i) => i));
        expect(tokens.slice(1).map(({token}) => token)).toEqual(model.tokenize(text));
        const {contextSize} = model.info;
        await expect(inspectText(depsOf(workspace.store), asked({turns: [user("far away ".repeat(contextSize))]}))).rejects.toMatchObject({
            code: "model/context-full",
            data: {contextSize}
        });
    });

    it("wants either a text or turns, of a dictionary that is loaded", async () => {
        using workspace = aWorkspace();
        await expect(inspectText(depsOf(workspace.store), asked({}))).rejects.toMatchObject({code: "input/invalid"});
        await expect(inspectText(depsOf(workspace.store), asked({text: "a", turns: []}))).rejects.toMatchObject({code: "input/invalid"});
        await expect(inspectText(depsOf(workspace.store), {...asked({text: "a"}), dictionary: "other"})).rejects.toMatchObject({code: "dictionary/not-loaded"});
    });
});

describe("contrastSets", () => {
    const avoid = [
        [user("Where is it?"), assistant("It is in Paris.")],
        [user("Who is it?"), assistant("She is a scientist.")],
        [user("When?"), assistant("In 1889.")]
    ];
    const encourage = [
        [user("Where is it?"), assistant("Arr, it be in Paris, matey!")],
        [user("Who is it?"), assistant("Arr, she be a scientist, matey!")],
        [user("When?"), assistant("Arr, it be in 1889, matey!")]
    ];

    it("scores each feature by the mean difference of its share of M over the answers, and by how many pairs agree", async () => {
        using workspace = aWorkspace();
        const {encourage: up, avoid: down} = await contrastSets(depsOf(workspace.store), {dictionary: file.id, avoid, encourage, k: 8});
        const sets = await Promise.all([avoid, encourage].map((set) => Promise.all(set.map(activationsOf))));
        const largest = (feature: number) => Math.max(...sets.flat(2).map((row) => row[feature]!));
        const share = (rows: readonly number[][], feature: number) => {
            const most = dictionary.maxActivation(feature) ?? largest(feature);
            return most > 0 ? rows.reduce((sum, row) => sum + Math.min(1, row[feature]! / most), 0) / rows.length : 0;
        };
        const all = Array.from({length: file.nFeatures}, (_, feature) => {
            const differences = avoid.map((_unused, i) => share(sets[1]![i]!, feature) - share(sets[0]![i]!, feature));
            const score = differences.reduce((a, b) => a + b, 0) / 3;
            return {feature, score, agreement: differences.filter((difference) => difference * score > 0).length / 3};
        }).filter(({agreement}) => agreement >= 0.6);
        for (const [found, sign] of [
            [up, 1],
            [down, -1]
        ] as const) {
            const best = all.filter(({score}) => sign * score > 0).sort((a, b) => sign * (b.score - a.score));
            expect(found).toHaveLength(Math.min(8, best.length));
            found.forEach(({feature, score, agreement}, i) => {
                const own = all.find((one) => one.feature === feature)!;
                expect(score).toBeCloseTo(own.score, 4);
                expect(agreement).toBeCloseTo(own.agreement, 6);
                expect(score).toBeCloseTo(best[i]!.score, 4);
            });
        }
    });

    it("refuses sets of different sizes and answers without text", async () => {
        using workspace = aWorkspace();
        const deps = depsOf(workspace.store);
        await expect(contrastSets(deps, {dictionary: file.id, avoid, encourage: encourage.slice(1), k: 5})).rejects.toMatchObject({code: "input/invalid"});
        await expect(
            contrastSets(deps, {dictionary: file.id, avoid: [[user("a"), assistant("")]], encourage: [[user("a"), assistant("b")]], k: 5})
        ).rejects.toMatchObject({code: "input/invalid"});
    });
});

describe("rerankFeatures", () => {
    it("puts those first whose labels fit, by words and, where a model is set, by meaning; the others keep their order", async () => {
        using workspace = aWorkspace();
        const {store} = workspace;
        store.dictionaries.remember(file);
        store.labels.save(file.id, "recipe", [
            {feature: 5, description: "galaxies"},
            {feature: 6, description: "the sea and its ships"},
            {feature: 7, description: "ships"},
            {feature: 8, description: "harbours"}
        ]);
        const rerank = async (matchMeaning?: () => Promise<Uint32Array>) => {
            const found = await rerankFeatures({...depsOf(store), matchMeaning}, {dictionary: file.id, features: [5, 9, 8, 6, 7], query: "ships", k: 4});
            return found.map(({feature}) => feature);
        };
        expect(await rerank()).toEqual([7, 6, 5, 9]);
        // 7 is first and second, 6 second and third, 8 only first
        expect(await rerank(async () => Uint32Array.of(8, 7, 4, 6))).toEqual([7, 6, 8, 5]);
    });
});
