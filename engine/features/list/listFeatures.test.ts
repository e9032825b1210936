import {describe, expect, it} from "vitest";
import {featureListInputSchema} from "../../contract/index.ts";
import {seededRandom} from "../../dictionaries/fixtures/seededRandom.ts";
import {openGate} from "../../moderation/gate.ts";
import {aWorkspace} from "../../store/aWorkspace.ts";
import type {Store} from "../../store/openStore.ts";
import {aDictionary} from "../fixtures/aDictionary.ts";
import {type ListDeps, listFeatures} from "./listFeatures.ts";

const N = 3000;
const SUBJECTS = ["pirates", "galaxies", "andromeda", "recipes", "legal contracts", "seas"];
const random = seededRandom(5);
/** labels of two makers, unscored ones, own ones, and features without any; counts with ties */
const FACTS = Array.from({length: N}, (_, feature) => ({
    feature,
    count: random(5) === 0 ? 0 : random(2000),
    max: random(900) / 10,
    labels: [
        ...(random(3) > 0
            ? [{source: "np", description: `mentions of ${SUBJECTS[feature % 6]} ${feature}`, score: random(4) === 0 ? undefined : random(101) / 100}]
            : []),
        ...(random(6) === 0 ? [{source: "other", description: `seas ${feature}`, score: random(101) / 100}] : []),
        ...(random(40) === 0 ? [{source: "user", description: "my own", score: undefined}] : [])
    ]
}));
const TOKENS = 10_000;

function filled(store: Store): ListDeps {
    store.dictionaries.remember({id: "d", name: "d", path: "d.sae.gguf"});
    for (const source of ["np", "other", "user"])
        store.labels.save(
            "d",
            source,
            FACTS.flatMap(({feature, labels}) => labels.filter((label) => label.source === source).map((label) => ({feature, ...label})))
        );
    store.harvests.begin({
        ...{id: "h", dictionary: "d", model: "m", corpus: "c", at: 1, tokens: TOKENS, texts: 1, sinks: 0, residualNorm: 1, exactCompanions: true}
    });
    const none = new Uint8Array(0);
    store.harvests.addFeatures(
        "h",
        FACTS.map(({feature, count, max}) => ({feature, count, sum: 0, max: count > 0 ? max : 0, strong: 0, bins: none, examples: none, companions: none}))
    );
    store.harvests.finish("h", "d");
    return depsOf(store);
}

function depsOf(store: Store, nFeatures = N): ListDeps {
    const dictionary = aDictionary();
    return {
        store,
        dictionary: (id) => (id === "d" ? {...dictionary, file: {...dictionary.file, nFeatures}} : undefined),
        gate: openGate(store.moderation),
        matchMeaning: async () => Uint32Array.of(7, 3, 5)
    };
}

const list = (deps: ListDeps, input: object) => listFeatures(deps, featureListInputSchema.parse({dictionary: "d", ...input}));
const ids = ({features}: {readonly features: readonly {readonly feature: number}[]}) => features.map(({feature}) => feature);

/** every page, one after the other */
async function all(deps: ListDeps, input: object): Promise<number[]> {
    const found: number[] = [];
    for (;;) {
        const page = await list(deps, {...input, offset: found.length, limit: 500});
        found.push(...ids(page));
        if (page.features.length < 500) {
            expect(page.total).toBe(found.length);
            return found;
        }
    }
}

type Fact = (typeof FACTS)[number];
const density = ({count}: Fact) => Math.fround(count / TOKENS);
const worth = ({labels}: Fact) =>
    labels.length === 0 ? undefined : Math.fround(Math.max(...labels.map(({source, score}) => (source === "user" ? 2 : (score ?? 0.5)))));
const sorted = (facts: readonly Fact[], value: (fact: Fact) => number | undefined, sign: number) =>
    [...facts]
        .sort((a, b) => {
            const [x, y] = [value(a), value(b)];
            if (x === undefined || y === undefined) return Number(x === undefined) - Number(y === undefined) || a.feature - b.feature;
            return sign * (x - y) || a.feature - b.feature;
        })
        .map(({feature}) => feature);

describe("listFeatures", () => {
    it("tells where in the whole list a feature stands, whatever page is asked for, and nothing of one that is not in it", async () => {
        using workspace = aWorkspace();
        const deps = filled(workspace.store);
        const input = {filters: {labelled: true}, sort: "density"};
        const whole = await all(deps, input);
        for (const place of [0, 731, whole.length - 1]) {
            const locate = whole[place]!;
            expect(await list(deps, {...input, limit: 1, locate})).toMatchObject({located: place, features: [{feature: whole[0]}]});
        }
        const unlabelled = FACTS.find(({labels}) => labels.length === 0)!.feature;
        expect(await list(deps, {...input, limit: 1, locate: unlabelled})).not.toHaveProperty("located");
        const hidden = whole[5]!;
        workspace.store.moderation.put("d", [{feature: hidden, category: "hate", reason: "test", source: "user"}], {action: "add", detail: "test"});
        expect(await list(deps, {...input, limit: 1, locate: hidden})).not.toHaveProperty("located");
    });

    it("filters as a scan of all facts does, and sorts with what is not known last", async () => {
        using workspace = aWorkspace();
        const deps = filled(workspace.store);
        const cases: [filters: object, keeps: (fact: Fact) => boolean][] = [
            [{}, () => true],
            [{alive: true}, ({count}) => count > 0],
            [{alive: false}, ({count}) => count === 0],
            [{minDensity: 0.05, maxDensity: 0.1}, (fact) => density(fact) >= 0.05 && density(fact) <= 0.1],
            [{labelled: true}, ({labels}) => labels.length > 0],
            [{labelled: false}, ({labels}) => labels.length === 0],
            [{source: "other"}, ({labels}) => labels.some(({source}) => source === "other")],
            [{minScore: 0.7}, ({labels}) => labels.some(({source, score}) => source === "user" || (score ?? 0) >= 0.7)],
            [
                {source: "np", minScore: 0.9, alive: true},
                ({count, labels}) => count > 0 && labels.some(({source, score}) => source === "np" && (score ?? 0) >= 0.9)
            ]
        ];
        for (const [filters, keeps] of cases) {
            const kept = FACTS.filter(keeps);
            expect(kept.length).toBeGreaterThan(20);
            for (const [sign, descending] of [
                [-1, true],
                [1, false]
            ] as const) {
                expect(await all(deps, {filters, descending, sort: "density"})).toEqual(sorted(kept, density, sign));
                expect(await all(deps, {filters, descending, sort: "max"})).toEqual(sorted(kept, ({count, max}) => (count > 0 ? Math.fround(max) : 0), sign));
                expect(await all(deps, {filters, descending, sort: "score"})).toEqual(sorted(kept, worth, sign));
                expect(await all(deps, {filters, descending, sort: "index"})).toEqual(sorted(kept, ({feature}) => feature, sign));
            }
            expect(await all(deps, {filters})).toEqual(sorted(kept, worth, -1));
        }
    });

    it("gives pages of what is found in words, and the same features in another order", async () => {
        using workspace = aWorkspace();
        const deps = filled(workspace.store);
        const holding = FACTS.filter(({labels}) => labels.some(({description}) => /\bpirates\b/.test(description)));
        const found = await all(deps, {query: "pirates"});
        expect([...found].sort((a, b) => a - b)).toEqual(holding.map(({feature}) => feature));
        expect(await all(deps, {query: "pirates", sort: "density"})).toEqual(sorted(holding, density, -1));
        expect(ids(await list(deps, {query: "pirates", offset: 100, limit: 7}))).toEqual(found.slice(100, 107));
        expect((await list(deps, {query: "42"})).features[0]).toMatchObject({feature: 42});
    });

    it("neither lists nor counts a feature that nobody may see; under research access it lists them alone", async () => {
        using workspace = aWorkspace();
        const deps = filled(workspace.store);
        const {store} = workspace;
        const [first, second] = ids(await list(deps, {query: "galaxies"}));
        const {total} = await list(deps, {query: "galaxies"});
        const entries = [first!, second!].map((feature) => ({feature, category: "c", reason: "because", source: "user"}));
        store.moderation.put("d", entries, {action: "add", detail: ""});
        const without = await list(deps, {query: "galaxies"});
        expect(without.total).toBe(total - 2);
        expect(ids(without)).not.toContain(first);
        expect((await list(deps, {filters: {moderated: true}})).total).toBe(0);
        store.moderation.grantAccess("d", "to study them", {action: "grant-access", detail: ""});
        const only = await list(deps, {filters: {moderated: true}, sort: "index", descending: false});
        expect(ids(only)).toEqual([first!, second!].sort((a, b) => a - b));
        expect(only.features[0]!.moderation).toEqual({category: "c", reason: "because"});
        expect((await list(deps, {filters: {moderated: false}})).total).toBe(N - 2);
    });

    it("tells densities and maxima of the harvest that it sorts by; before one, those of the dictionary's file", async () => {
        using workspace = aWorkspace();
        const deps = filled(workspace.store);
        const [found] = (await list(deps, {sort: "density", limit: 1})).features;
        const fact = FACTS[found!.feature]!;
        expect(found!.density).toBeCloseTo(fact.count / TOKENS, 6);
        using other = aWorkspace();
        other.store.dictionaries.remember({id: "d", name: "d", path: "d.sae.gguf"});
        const fresh = depsOf(other.store, 8);
        // aDictionary: feature i has density i / 100, and nothing is known of 0
        expect(ids(await list(fresh, {sort: "density"}))).toEqual([7, 6, 5, 4, 3, 2, 1, 0]);
        expect(ids(await list(fresh, {sort: "density", descending: false}))).toEqual([1, 2, 3, 4, 5, 6, 7, 0]);
        expect((await list(fresh, {filters: {alive: true}})).total).toBe(7);
    });

    it("orders by meaning, and by the token on which features peak: as typed, in other case, as a beginning", async () => {
        using workspace = aWorkspace();
        const deps = filled(workspace.store);
        const {featureLists} = workspace.store;
        expect(ids(await list(deps, {query: "far away", by: "meaning"}))).toEqual([7, 3, 5]);
        const token = (piece: number, text: string) => ({piece, text, folded: text.trim().toLowerCase()});
        featureLists.addPeakTokens("h", [token(1, " Paris"), token(2, "paris"), token(3, " Parish")]);
        featureLists.addPeaks("h", [
            {piece: 1, feature: 10, share: 0.2},
            {piece: 1, feature: 11, share: 0.9},
            {piece: 2, feature: 12, share: 1},
            {piece: 2, feature: 10, share: 0.4},
            {piece: 3, feature: 13, share: 1}
        ]);
        expect(ids(await list(deps, {query: "Paris", by: "token"}))).toEqual([11, 10, 12]);
        expect(ids(await list(deps, {query: " paris", by: "token"}))).toEqual([12, 10, 11]);
        expect(ids(await list(deps, {query: "parish", by: "token"}))).toEqual([13]);
        expect(ids(await list(deps, {query: "pari", by: "token"}))).toEqual([12, 13, 11, 10]);
        using empty = aWorkspace();
        await expect(list(depsOf(empty.store), {query: "a", by: "token"})).rejects.toMatchObject({code: "feature/not-harvested"});
    });

    it("is level with labels that change, one by one and many at once, from another process too", async () => {
        using workspace = aWorkspace();
        const deps = filled(workspace.store);
        const {store} = workspace;
        const found = async (query: string) => ids(await list(deps, {query}));
        expect(await found("harbours")).toEqual([]);
        store.labels.save("d", "user", [{feature: 8, description: "harbours"}]);
        expect(await found("harbours")).toEqual([8]);
        store.labels.save("d", "user", [{feature: 8, description: "lighthouses"}]);
        expect(await found("harbours")).toEqual([]);
        const number = store.labelImports.begin();
        store.labelImports.stage(number, "d", [{feature: 9, source: "np", description: "harbours by night"}]);
        expect(await found("harbours")).toEqual([]);
        store.labelImports.finish({number, dictionary: "d", sources: ["np"], replaces: ({source}) => source === "np", staged: 1});
        expect(await found("harbours")).toEqual([9]);
        expect(await found("pirates")).toEqual([]);
        const removal = store.labelImports.begin();
        store.labelImports.removeSource(removal, "d", "np");
        expect(await found("harbours")).toEqual([]);
        const elsewhere = depsOf(workspace.reopen());
        elsewhere.store.labels.save("d", "user", [{feature: 10, description: "harbours"}]);
        expect(ids(await list(elsewhere, {query: "harbours"}))).toEqual([10]);
    });
});
