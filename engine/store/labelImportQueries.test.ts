import {describe, expect, it} from "vitest";
import {aWorkspace} from "./aWorkspace.ts";
import type {Store} from "./openStore.ts";

describe("labelImportQueries", () => {
    it("shows nothing of an import until it is finished, and then all of it", () => {
        using workspace = aWorkspace();
        const store = prepared(workspace.store);
        const number = store.labelImports.begin();
        store.labelImports.stage(number, "d", [
            {feature: 0, source: "np", description: "volcanoes", createdAt: 7},
            {feature: 0, source: "np", description: "mountains", model: "m", method: "oai"}
        ]);
        expect(visible(store)).toEqual(["pirates"]);
        expect(store.labels.count("d")).toBe(1);
        const before = Date.now();
        const finished = store.labelImports.finish({number, dictionary: "d", sources: ["np"], replaces: () => false, staged: 2});
        expect(finished).toEqual({added: 2, replaced: 0, ownKept: 0});
        expect(visible(store)).toEqual(["volcanoes", "mountains", "pirates"]);
        const [volcanoes, mountains] = store.labels.ofFeatures("d", [0]).get(0)!;
        expect(volcanoes!.createdAt).toBe(7);
        expect(mountains!.createdAt).toBeGreaterThanOrEqual(before);
    });

    it("sets aside what is replaced, and sweeps it in steps", () => {
        using workspace = aWorkspace();
        const store = prepared(workspace.store);
        const number = store.labelImports.begin();
        store.labelImports.stage(number, "d", [{feature: 5, source: "recipe", description: "sailors"}]);
        expect(
            store.labelImports.finish({
                number,
                dictionary: "d",
                sources: ["recipe"],
                replaces: ({feature, source}) => feature === 5 && source === "recipe",
                staged: 1
            })
        ).toEqual({added: 1, replaced: 1, ownKept: 0});
        expect(visible(store)).toEqual(["sailors"]);
        expect([store.labelImports.sweep(number, 10), store.labelImports.sweep(number, 10)]).toEqual([1, 0]);
    });

    it("lets the user's own label give way only to one that is known to be no older", () => {
        using workspace = aWorkspace();
        const {store} = workspace;
        store.dictionaries.remember({id: "d", name: "d", path: "d"});
        store.labels.save(
            "d",
            "user",
            [0, 1, 2].map((feature) => ({feature, description: `mine ${feature}`, createdAt: 100}))
        );
        const number = store.labelImports.begin();
        store.labelImports.stage(number, "d", [
            {feature: 0, source: "user", description: "older", createdAt: 99},
            {feature: 1, source: "user", description: "as old: mine, put right", createdAt: 100},
            {feature: 2, source: "user", description: "no time"},
            {feature: 3, source: "user", description: "new"}
        ]);
        expect(store.labelImports.finish({number, dictionary: "d", sources: ["user"], replaces: () => true, staged: 4})).toEqual({
            added: 2,
            replaced: 1,
            ownKept: 2
        });
        expect(visible(store)).toEqual(["mine 0", "as old: mine, put right", "mine 2", "new"]);
    });

    it("forgets an import that was given up, and one whose engine was killed", () => {
        using workspace = aWorkspace();
        const store = prepared(workspace.store);
        const [given, killed] = [store.labelImports.begin(), store.labelImports.begin()];
        for (const number of [given, killed]) store.labelImports.stage(number, "d", [{feature: 1, source: "np", description: "galaxies"}]);
        store.labelImports.abandon(given);
        expect(store.labelImports.sweep(given, 10)).toBe(1);
        const again = workspace.reopen();
        expect(() => again.labelImports.finish({number: killed, dictionary: "d", sources: ["np"], replaces: () => false, staged: 1})).toThrow(
            expect.objectContaining({code: "engine/internal"})
        );
        expect(visible(again)).toEqual(["pirates"]);
    });
});

function prepared(store: Store): Store {
    store.dictionaries.remember({id: "d", name: "d", path: "d.sae.gguf"});
    store.labels.save("d", "recipe", [{feature: 5, description: "pirates"}]);
    return store;
}

const visible = (store: Store) => store.labels.between("d", 0, 9).map(({description}) => description);
