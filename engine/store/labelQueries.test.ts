import {describe, expect, it} from "vitest";
import {aWorkspace} from "./aWorkspace.ts";
import {type NewLabel, USER_SOURCE} from "./labelQueries.ts";
import type {Store} from "./openStore.ts";

describe("labelQueries", () => {
    it("puts the better score first, and the user's own before all", () => {
        using workspace = aWorkspace();
        const {store} = workspace;
        labelled(store, []);
        store.labels.save("d", "recipe", [
            {feature: 1, description: "sea weather", score: 0.2},
            {feature: 2, description: "sea weather", score: 0.9},
            {feature: 3, description: "sea", score: 1}
        ]);
        store.labels.save("d", USER_SOURCE, [{feature: 9, description: "storms over the sea in weather reports"}]);
        expect(store.labels.bestScoredFeatures("d", 10)).toEqual([9, 3, 2, 1]);
    });

    it("keeps dictionaries apart", () => {
        using workspace = aWorkspace();
        const store = labelled(workspace.store, ["pirate talk"]);
        store.dictionaries.remember({id: "other", name: "other", path: "other"});
        expect(store.labels.ofFeatures("other", [0])).toEqual(new Map());
        expect([store.labels.count("d"), store.labels.count("other")]).toEqual([1, 0]);
    });

    it("replaces a label of the same source, under the same id", () => {
        using workspace = aWorkspace();
        const store = labelled(workspace.store, ["pirate talk"]);
        const id = store.labels.ofFeatures("d", [0]).get(0)?.[0]?.id;
        expect(store.labels.save("d", "recipe", [{feature: 0, description: "sailors"}])).toBe(1);
        expect(store.labels.ofFeatures("d", [0]).get(0)).toEqual([{id, description: "sailors", source: "recipe", createdAt: expect.any(Number)}]);
        store.labels.remove("d", 0, "recipe");
        expect(store.labels.ofFeatures("d", [0])).toEqual(new Map());
    });

    it("keeps a label's time while nothing about it changes", () => {
        using workspace = aWorkspace();
        const store = labelled(workspace.store, []);
        store.labels.save("d", "recipe", [{feature: 0, description: "pirates", createdAt: 5}]);
        expect(store.labels.save("d", "recipe", [{feature: 0, description: "pirates"}])).toBe(0);
        expect(store.labels.ofFeatures("d", [0]).get(0)).toMatchObject([{createdAt: 5}]);
        expect(store.labels.save("d", "recipe", [{feature: 0, description: "pirates", model: "m", method: "by hand"}])).toBe(1);
        const [label] = store.labels.ofFeatures("d", [0]).get(0)!;
        expect(label).toMatchObject({model: "m", method: "by hand"});
        expect(label!.createdAt).toBeGreaterThan(5);
    });

    it("tells who described the features", () => {
        using workspace = aWorkspace();
        const store = labelled(workspace.store, []);
        store.labels.save("d", "recipe", [
            {feature: 0, description: "a", score: 0.5, model: "m2", createdAt: 10},
            {feature: 3, description: "b", score: 1, model: "m1", createdAt: 30},
            {feature: 4, description: "c", createdAt: 20}
        ]);
        store.labels.save("d", USER_SOURCE, [{feature: 3, description: "mine", createdAt: 40}]);
        expect(store.labels.sources("d")).toEqual([
            {source: "user", labels: 1, features: 1, models: [], newest: 40},
            {source: "recipe", labels: 3, features: 3, models: ["m1", "m2"], meanScore: 0.75, newest: 30}
        ]);
        expect(store.labels.sources("other")).toEqual([]);
    });

    it("saves all or none", () => {
        using workspace = aWorkspace();
        const store = labelled(workspace.store, []);
        const labels: NewLabel[] = [
            {feature: 0, description: "fine"},
            {feature: -1, description: "breaks the rule of the table"}
        ];
        expect(() => store.labels.save("d", "recipe", labels)).toThrow();
        expect(store.labels.count("d")).toBe(0);
    });
});

function labelled(store: Store, descriptions: readonly string[]): Store {
    store.dictionaries.remember({id: "d", name: "d", path: "d.sae.gguf"});
    store.labels.save(
        "d",
        "recipe",
        descriptions.map((description, feature) => ({feature, description}))
    );
    return store;
}
