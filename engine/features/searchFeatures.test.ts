import {describe, expect, it} from "vitest";
import {openGate} from "../moderation/gate.ts";
import {aWorkspace} from "../store/aWorkspace.ts";
import type {Store} from "../store/openStore.ts";
import {aDictionary} from "./fixtures/aDictionary.ts";
import {labelFeature} from "./labelFeature.ts";
import {searchFeatures} from "./searchFeatures.ts";
import type {FeatureDeps} from "./types.ts";
import {withMeasured} from "./withMeasured.ts";

describe("searchFeatures", () => {
    it("gives each feature with what is known of it", async () => {
        using workspace = aWorkspace();
        const [found] = await search(labelled(workspace.store), "pirate");
        expect(found).toEqual({
            dictionary: "d",
            feature: 2,
            labels: [{id: expect.any(Number), description: "pirate talk", source: "recipe", score: 0.9, createdAt: expect.any(Number)}],
            maxActivation: 20,
            density: 0.02,
            decoderNorm: 2
        });
    });

    it("puts the feature of a number first, labelled or not, and never one that does not exist", async () => {
        using workspace = aWorkspace();
        const deps = labelled(workspace.store);
        expect(ids(await search(deps, "7"))).toEqual([7]);
        expect(ids(await search(deps, " #5 "))).toEqual([5, 3]);
        expect(ids(await search(deps, "8"))).toEqual([]);
    });

    it("lists the best labelled when nothing is typed, up to the limit", async () => {
        using workspace = aWorkspace();
        const deps = labelled(workspace.store);
        expect(ids(await search(deps, "  "))).toEqual([2, 3, 4]);
        expect(ids(await searchFeatures(deps, {dictionary: "d", query: "", limit: 2}))).toEqual([2, 3]);
    });

    it("says that a dictionary is not loaded", async () => {
        using workspace = aWorkspace();
        const deps = labelled(workspace.store);
        await expect(searchFeatures(deps, {dictionary: "other", query: "", limit: 5})).rejects.toMatchObject({code: "dictionary/not-loaded"});
    });
});

describe("labelFeature", () => {
    it("puts the user's label before the others, and an empty one takes it away", async () => {
        using workspace = aWorkspace();
        const deps = labelled(workspace.store);
        expect(labelFeature(deps, {dictionary: "d", feature: 4, description: " sea shanties "})).toMatchObject([
            {description: "sea shanties", source: "user"},
            {description: "sailors of the sea", source: "recipe"}
        ]);
        expect(ids(await search(deps, "sea"))).toEqual([4]);
        expect(labelFeature(deps, {dictionary: "d", feature: 4, description: ""})).toMatchObject([{source: "recipe"}]);
        expect(() => labelFeature(deps, {dictionary: "d", feature: 8, description: "x"})).toThrow(
            expect.objectContaining({code: "feature/not-found", data: {dictionary: "d", feature: 8, nFeatures: 8}})
        );
    });
});

describe("withMeasured", () => {
    it("answers from the workspace where the file knows nothing, and only there", () => {
        using workspace = aWorkspace();
        labelled(workspace.store);
        workspace.store.dictionaries.calibrate("d", [
            {feature: 0, maxActivation: 3, density: 0.5},
            {feature: 1, maxActivation: 999}
        ]);
        const dictionary = withMeasured(aDictionary(), workspace.store);
        expect([dictionary.maxActivation(0), dictionary.density(0), dictionary.maxActivation(1)]).toEqual([3, 0.5, 10]);
    });
});

function labelled(store: Store): FeatureDeps {
    store.dictionaries.remember({id: "d", name: "d", path: "d.sae.gguf"});
    store.labels.save("d", "recipe", [
        {feature: 2, description: "pirate talk", score: 0.9},
        {feature: 3, description: "five, 5 and other small numbers", score: 0.8},
        {feature: 4, description: "sailors of the sea", score: 0.7}
    ]);
    return {store, dictionary: (id) => (id === "d" ? aDictionary() : undefined), gate: openGate(store.moderation)};
}

const search = (deps: FeatureDeps, query: string) => searchFeatures(deps, {dictionary: "d", query, limit: 10});
const ids = (features: readonly {readonly feature: number}[]) => features.map(({feature}) => feature);
