import {describe, expect, it} from "vitest";
import {aWorkspace} from "./aWorkspace.ts";
import {type NewLabel, USER_SOURCE} from "./labelQueries.ts";
import type {Store} from "./openStore.ts";

describe("labelQueries", () => {
    it("finds every word as a prefix, accents and case aside", () => {
        using workspace = aWorkspace();
        const store = labelled(workspace.store, ["Pirate talk", "talking parrots", "Café menus"]);
        expect(search(store, "pira")).toEqual([0]);
        expect(search(store, "TALK")).toEqual([0, 1]);
        expect(search(store, "talk par")).toEqual([1]);
        expect(search(store, "cafe")).toEqual([2]);
    });

    it("falls back to any of the words when no label has them all", () => {
        using workspace = aWorkspace();
        const store = labelled(workspace.store, ["pirate talk", "legal contracts"]);
        expect(search(store, "speak like a pirate")).toEqual([0]);
    });

    it("puts the better score first among equal matches, and the user's own before all", () => {
        using workspace = aWorkspace();
        const {store} = workspace;
        labelled(store, []);
        store.labels.save("d", "recipe", [
            {feature: 1, description: "sea weather", score: 0.2},
            {feature: 2, description: "sea weather", score: 0.9},
            {feature: 3, description: "sea", score: 1}
        ]);
        store.labels.save("d", USER_SOURCE, [{feature: 9, description: "storms over the sea in weather reports"}]);
        expect(search(store, "sea weather")).toEqual([9, 2, 1]);
        expect(store.labels.bestScoredFeatures("d", 10)).toEqual([9, 3, 2, 1]);
    });

    it("takes whatever is typed as text, never as syntax", () => {
        using workspace = aWorkspace();
        const store = labelled(workspace.store, ["rock-and-roll NEAR me", 'the word "quote"']);
        for (const typed of [
            '"',
            "'",
            "*",
            "a*",
            "NEAR(",
            "NEAR(a b, 2)",
            "a AND",
            "OR",
            "NOT x",
            "-",
            "rock-",
            "description:x",
            "^a",
            "(",
            "{a}",
            "\\",
            "a\0b",
            "😀",
            "%",
            ";--"
        ])
            expect(() => search(store, typed), typed).not.toThrow();
        expect(search(store, "rock-and-roll")).toEqual([0]);
        expect(search(store, '"quote"')).toEqual([1]);
        expect(search(store, "NEAR")).toEqual([0]);
        expect(search(store, "***")).toEqual([]);
    });

    it("keeps dictionaries apart", () => {
        using workspace = aWorkspace();
        const store = labelled(workspace.store, ["pirate talk"]);
        store.dictionaries.remember({id: "other", name: "other", path: "other"});
        expect(store.labels.featuresMatching("other", "pirate", 5)).toEqual([]);
    });

    it("replaces a label of the same source, and the old words are found no more", () => {
        using workspace = aWorkspace();
        const store = labelled(workspace.store, ["pirate talk"]);
        const id = store.labels.ofFeatures("d", [0]).get(0)?.[0]?.id;
        expect(store.labels.save("d", "recipe", [{feature: 0, description: "sailors"}])).toBe(1);
        expect(search(store, "pirate")).toEqual([]);
        expect(search(store, "sailor")).toEqual([0]);
        expect(store.labels.ofFeatures("d", [0]).get(0)).toEqual([{id, description: "sailors", source: "recipe"}]);
        store.labels.remove("d", 0, "recipe");
        expect(search(store, "sailor")).toEqual([]);
    });

    it("takes 65,536 labels in well under ten seconds, a second time without a change, and searches them while one types", () => {
        using workspace = aWorkspace();
        const {store} = workspace;
        labelled(store, []);
        const labels = Array.from(
            {length: 65_536},
            (_, feature): NewLabel => ({
                feature,
                description: `mentions of ${WORDS[feature % 16]} near ${WORDS[(feature >> 4) % 16]} number ${feature}`,
                score: (feature % 100) / 100
            })
        );
        const imported = timed(() => store.labels.save("d", "recipe", labels));
        const again = timed(() => store.labels.save("d", "recipe", labels));
        const found = timed(() => store.labels.featuresMatching("d", "volc pira", 30));
        expect([imported.result, again.result]).toEqual([65_536, 0]);
        expect(found.result).toHaveLength(30);
        expect(store.labels.count("d")).toBe(65_536);
        expect(imported.ms).toBeLessThan(10_000);
        expect(found.ms).toBeLessThan(500);
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

const WORDS = "pirates volcanoes galaxies contracts recipes poems engines rivers birds rockets trees kings oceans spices wheels clouds".split(" ");

function labelled(store: Store, descriptions: readonly string[]): Store {
    store.dictionaries.remember({id: "d", name: "d", path: "d.sae.gguf"});
    store.labels.save(
        "d",
        "recipe",
        descriptions.map((description, feature) => ({feature, description}))
    );
    return store;
}

const search = (store: Store, typed: string) => store.labels.featuresMatching("d", typed, 10);

function timed<T>(task: () => T): {result: T; ms: number} {
    const start = performance.now();
    const result = task();
    return {result, ms: performance.now() - start};
}
