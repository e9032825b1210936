import {describe, expect, it} from "vitest";
import {aWorkspace} from "./aWorkspace.ts";
import {USER_SOURCE} from "./labelQueries.ts";
import type {Store} from "./openStore.ts";

describe("labelHistoryQueries", () => {
    it("keeps each text that the user wrote, the newest first", () => {
        using workspace = aWorkspace();
        const store = prepared(workspace.store);
        const before = Date.now();
        store.labels.save("d", USER_SOURCE, [{feature: 3, description: "ships"}]);
        store.labels.save("d", USER_SOURCE, [{feature: 3, description: "sailing ships"}]);
        store.labels.save("d", USER_SOURCE, [{feature: 3, description: "sailing ships", score: 0.5}]);
        store.labels.remove("d", 3, USER_SOURCE);
        expect(changes(store, 3)).toEqual([
            ["user", "sailing ships", null],
            ["user", "ships", "sailing ships"],
            ["user", null, "ships"]
        ]);
        for (const {at} of store.labelHistory.of("d", 3)) expect(at).toBeGreaterThanOrEqual(before - 1);
        expect(changes(store, 4)).toEqual([]);
    });

    it("tells of an import what is in force, and of the user's own label that it replaced", () => {
        using workspace = aWorkspace();
        const store = prepared(workspace.store);
        store.labels.save("d", USER_SOURCE, [{feature: 1, description: "mine", createdAt: 5}]);
        const number = store.labelImports.begin();
        store.labelImports.stage(number, "d", [
            {feature: 0, source: "np", description: "volcanoes", createdAt: 7},
            {feature: 1, source: USER_SOURCE, description: "mine, elsewhere", createdAt: 9}
        ]);
        expect(changes(store, 0)).toEqual([]);
        store.labelImports.finish({number, dictionary: "d", sources: ["np", USER_SOURCE], replaces: () => true, staged: 2});
        while (store.labelImports.sweep(number, 10) > 0);
        expect(store.labelHistory.of("d", 0)).toEqual([{at: 7, source: "np", before: null, after: "volcanoes"}]);
        expect(changes(store, 1)).toEqual([
            ["user", null, "mine, elsewhere"],
            ["user", "mine", null],
            ["user", null, "mine"]
        ]);
        // one by one, such a label is kept too
        store.labels.save("d", "np", [{feature: 0, description: "calderas"}]);
        expect(changes(store, 0)[0]).toEqual(["np", "volcanoes", "calderas"]);
    });

    it("knows nothing of an import that was given up", () => {
        using workspace = aWorkspace();
        const store = prepared(workspace.store);
        const number = store.labelImports.begin();
        store.labelImports.stage(number, "d", [{feature: 0, source: USER_SOURCE, description: "never"}]);
        store.labelImports.abandon(number);
        store.labelImports.sweep(number, 10);
        expect(changes(store, 0)).toEqual([]);
    });
});

const prepared = (store: Store) => {
    store.dictionaries.remember({id: "d", name: "d", path: "d"});
    return store;
};
const changes = (store: Store, feature: number) => store.labelHistory.of("d", feature).map(({source, before, after}) => [source, before, after]);
