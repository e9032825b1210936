import {describe, expect, it} from "vitest";
import type {Edit} from "../contract/index.ts";
import {featureId} from "../contract/index.ts";
import {aWorkspace} from "../store/aWorkspace.ts";
import {openStore, type Store} from "../store/openStore.ts";
import {openGate} from "./gate.ts";
import {refusalLog} from "./refusalLog.ts";
import {grantAccess, revokeAccess} from "./researchAccess.ts";

describe("openGate", () => {
    it("lets everything pass where nothing is listed, and writes nothing down", () => {
        using workspace = aWorkspace();
        const gate = openGate(workspace.store.moderation);
        expect([0, 7, 65_535].every(gate.visible("d"))).toBe(true);
        gate.requireVisible("d", 7);
        gate.requireSteerable({edits: [edit(7)]}, "d");
        expect(gate.flag("d", 7)).toBeUndefined();
        expect(workspace.store.moderation.newestAudit(undefined, 10)).toEqual([]);
    });

    it("hides what is listed, of that dictionary alone", () => {
        using workspace = aWorkspace();
        const gate = openGate(workspace.store.moderation);
        put(workspace.store, [3, 5]);
        expect([2, 3, 4, 5].filter(gate.visible("d"))).toEqual([2, 4]);
        expect([2, 3, 4, 5].filter(gate.visible("other"))).toEqual([2, 3, 4, 5]);
        expect(() => gate.requireVisible("d", 3)).toThrow(
            expect.objectContaining({code: "feature/moderated", data: {dictionary: "d", feature: 3, category: "hate"}})
        );
    });

    it("refuses edits by the dictionary that they name, else by the first one loaded", () => {
        using workspace = aWorkspace();
        const gate = openGate(workspace.store.moderation);
        put(workspace.store, [3]);
        const refused = expect.objectContaining({code: "feature/moderated"});
        expect(() => gate.requireSteerable({edits: [edit(1), edit(3, "d")]}, "other")).toThrow(refused);
        expect(() => gate.requireSteerable({edits: [edit(3)]}, "d")).toThrow(refused);
        gate.requireSteerable({edits: [edit(3)]}, "other");
        gate.requireSteerable({edits: [edit(3, "other")]}, "d");
        gate.requireSteerable({edits: [edit(3)]}, undefined);
    });

    it("is level with what another process does to the list and to research access", () => {
        using workspace = aWorkspace();
        const gate = openGate(workspace.store.moderation);
        const other = openStore(workspace.folder);
        try {
            expect(gate.visible("d")(3)).toBe(true);
            put(other, [3]);
            expect(gate.visible("d")(3)).toBe(false);
            other.moderation.remove("d", [3], {action: "remove", detail: ""});
            expect(gate.visible("d")(3)).toBe(true);
            put(other, [3]);
            grantAccess(other, {dictionary: "d", reason: "to study what it does"});
            expect(gate.visible("d")(3)).toBe(true);
            revokeAccess(other, "d");
            expect(gate.visible("d")(3)).toBe(false);
        } finally {
            other.close();
        }
    });

    it("guards every file with the weights of one that has a list, and keeps one list for them all", () => {
        using workspace = aWorkspace();
        const {store} = workspace;
        const gate = openGate(store.moderation);
        const remember = (id: string, weights: string) => store.dictionaries.remember({id, name: id, path: id, weights});
        put(store, [3]);
        // with a list of its own, from when it was not known whose copy it is
        store.moderation.put("copy", [{feature: 4, category: "hate", reason: "theirs", source: "user"}], {action: "add", detail: "test"});
        remember("d", "w");
        remember("copy", "w");
        remember("other", "v");
        for (const id of ["d", "copy"]) expect([2, 3, 4, 5].filter(gate.visible(id))).toEqual([2, 5]);
        expect([2, 3, 4].filter(gate.visible("other"))).toEqual([2, 3, 4]);
        expect(() => gate.requireSteerable({edits: [edit(3, "copy")]}, "other")).toThrow(expect.objectContaining({code: "feature/moderated"}));
        store.moderation.remove("copy", [3], {action: "remove", detail: "a mistake"});
        expect(gate.visible("d")(3)).toBe(true);
        expect(store.moderation.newestAudit("copy", 9).map(({action, dictionary, detail}) => [action, dictionary, detail])).toEqual([
            ["remove", "d", "a mistake (through the file copy, which has the same weights)"],
            ["refuse", "d", "feature 3: steer (through the file copy, which has the same weights)"],
            ["import", "d", "the list of copy, a file with the same weights"],
            ["add", "copy", "test"],
            ["add", "d", "test"]
        ]);
    });

    it("lets everything pass under research access, flagged, and that of one dictionary is not that of another", () => {
        using workspace = aWorkspace();
        const {store} = workspace;
        const gate = openGate(store.moderation);
        put(store, [3]);
        expect(gate.flag("d", 3)).toBeUndefined();
        grantAccess(store, {dictionary: "other", reason: "to study what it does"});
        expect(gate.visible("d")(3)).toBe(false);
        expect(grantAccess(store, {dictionary: "d", reason: "to study what it does"})).toEqual({
            granted: true,
            reason: "to study what it does",
            since: expect.any(Number)
        });
        gate.requireVisible("d", 3);
        gate.requireSteerable({edits: [edit(3)]}, "d");
        expect(gate.flag("d", 3)).toEqual({category: "hate", reason: "a slur"});
        expect(gate.flag("d", 4)).toBeUndefined();
        expect(revokeAccess(store, "d")).toEqual({granted: false});
        expect(store.moderation.newestAudit("d", 3).map(({action, detail}) => [action, detail])).toEqual([
            ["revoke-access", "was granted for: to study what it does"],
            ["grant-access", "to study what it does"],
            ["add", "test"]
        ]);
    });

    it("refuses also where nothing can be written down", () => {
        using workspace = aWorkspace();
        const {store} = workspace;
        put(store, [3]);
        const gate = openGate({
            ...store.moderation,
            log: () => {
                throw new Error("the disk is full");
            }
        });
        expect(() => gate.requireVisible("d", 3)).toThrow(expect.objectContaining({code: "feature/moderated"}));
    });
});

describe("refusalLog", () => {
    it("writes the same once a minute, and what differs at once", () => {
        using workspace = aWorkspace();
        const {moderation} = workspace.store;
        let now = 0;
        const refused = refusalLog(moderation, () => now);
        refused("d", 3, "steer");
        refused("d", 3, "steer");
        refused("d", 3, "inspect");
        refused("d", 4, "steer");
        now = 59_999;
        refused("d", 3, "steer");
        now = 60_000;
        refused("d", 3, "steer");
        expect(moderation.newestAudit(undefined, 10).map(({action, detail, features}) => [action, detail, features])).toEqual([
            ["refuse", "feature 3: steer", 1],
            ["refuse", "feature 4: steer", 1],
            ["refuse", "feature 3: inspect", 1],
            ["refuse", "feature 3: steer", 1]
        ]);
    });
});

function put({moderation}: Store, features: readonly number[]): void {
    const entries = features.map((feature) => ({feature, category: "hate", reason: "a slur", source: "user"}));
    moderation.put("d", entries, {action: "add", detail: "test"});
}

const edit = (feature: number, dictionary?: string): Edit => ({
    feature: featureId(feature),
    mode: "add",
    value: 1,
    ...(dictionary !== undefined && {dictionary})
});
