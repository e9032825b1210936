import Database from "better-sqlite3";
import {describe, expect, it} from "vitest";
import {aWorkspace} from "../store/aWorkspace.ts";
import type {Store} from "../store/openStore.ts";
import {addToList, removeFromList} from "./changeList.ts";
import {countModerated} from "./counts.ts";
import {exportAudit} from "./exportAudit.ts";
import {setPolicy} from "./policy.ts";

const D = {id: "d", name: "d", nFeatures: 8};
const POLICY = ["hate", "dead"].map((id) => ({id, title: id, description: ""}));
const to = {dictionary: D, policy: POLICY};

describe("addToList", () => {
    it("raises the version with each change, and with nothing else", () => {
        using workspace = aWorkspace();
        const {store} = workspace;
        expect(addToList(store, to, {features: [3, 3, 5], category: "hate", reason: "slurs"})).toBe(2);
        expect(countModerated(store, D)).toEqual({features: 8, moderated: 2, byCategory: [{category: "hate", features: 2}], proposals: 0, version: 1});
        expect(addToList(store, to, {features: [3, 5], category: "hate", reason: "slurs"})).toBe(0);
        expect(store.moderation.state("d").version).toBe(1);
        expect(addToList(store, to, {features: [3, 5, 6], category: "hate", reason: "slurs, as it turns out"})).toBe(3);
        expect(store.moderation.state("d").version).toBe(2);
        expect(removeFromList(store, D, {features: [1, 3], reason: "a mistake"})).toBe(1);
        expect(removeFromList(store, D, {features: [1, 3], reason: "a mistake"})).toBe(0);
        expect(countModerated(store, D)).toMatchObject({moderated: 2, version: 3});
        expect(store.moderation.newestAudit("d", 10).map(({action, features, detail}) => [action, features, detail])).toEqual([
            ["remove", 1, "a mistake [1, 3]"],
            ["add", 3, "hate: slurs, as it turns out [3, 5, 6]"],
            ["add", 2, "hate: slurs [3, 5]"]
        ]);
    });

    it("changes nothing when one of the features does not exist, or the policy lacks the category", () => {
        using workspace = aWorkspace();
        const {store} = workspace;
        expect(() => addToList(store, to, {features: [3, 8], category: "hate", reason: "r"})).toThrow(expect.objectContaining({code: "feature/not-found"}));
        expect(() => addToList(store, to, {features: [3], category: "nonsense", reason: "r"})).toThrow(expect.objectContaining({code: "input/invalid"}));
        expect(countModerated(store, D)).toMatchObject({moderated: 0, version: 0});
    });

    it("keeps a reason on one line", () => {
        using workspace = aWorkspace();
        addToList(workspace.store, to, {features: [3], category: "hate", reason: " slurs,\r\n\u202eand worse "});
        expect(workspace.store.moderation.find("d", 3)?.reason).toBe("slurs, and worse");
    });

    it("adds what never fired in the newest harvest, and counts how much of the list that is", () => {
        using workspace = aWorkspace();
        const {store} = workspace;
        const dead = {features: "dead", category: "dead", reason: "never fired"} as const;
        expect(() => addToList(store, to, dead)).toThrow(expect.objectContaining({code: "feature/not-harvested"}));
        // two harvests: in the newer one 0, 2, 6 and 7 never fired
        harvested(store, "older", [1, 0, 0, 0, 0, 0, 0, 0]);
        harvested(store, "newer", [0, 4, 0, 1, 2, 9, 0, 0]);
        addToList(store, to, {features: [1, 2], category: "hate", reason: "slurs"});
        expect(countModerated(store, D)).toMatchObject({moderated: 2, dead: 4, moderatedAndDead: 1});
        expect(addToList(store, to, dead)).toBe(3);
        expect(store.moderation.page("d", {offset: 0, limit: 10}).entries.map(({feature, category}) => [feature, category])).toEqual([
            [0, "dead"],
            [1, "hate"],
            [2, "hate"],
            [6, "dead"],
            [7, "dead"]
        ]);
        expect(countModerated(store, D)).toMatchObject({moderated: 5, dead: 4, moderatedAndDead: 4});
    });
});

describe("the audit", () => {
    it("can only grow", () => {
        using workspace = aWorkspace();
        addToList(workspace.store, to, {features: [3], category: "hate", reason: "slurs"});
        const db = new Database(workspace.store.path);
        try {
            expect(() => db.exec("UPDATE moderation_audit SET detail = 'nothing'")).toThrow("only grow");
            expect(() => db.exec("DELETE FROM moderation_audit")).toThrow("only grow");
        } finally {
            db.close();
        }
        expect(workspace.store.moderation.newestAudit(undefined, 10)).toHaveLength(1);
    });

    it("is exported whole, oldest first, a line each", async () => {
        using workspace = aWorkspace();
        const {store} = workspace;
        // more than are read at once
        for (let i = 0; i < 5001; i++) store.moderation.log("d", {action: "refuse", detail: `line\n${i}`}, 1);
        setPolicy(store, POLICY);
        const lines = (await (await exportAudit(store)).text()).split("\n");
        expect(lines).toHaveLength(5003);
        expect(JSON.parse(lines[0]!)).toEqual({
            id: 1,
            at: expect.stringMatching(/^\d{4}-.*Z$/),
            dictionary: "d",
            action: "refuse",
            features: 1,
            detail: "line\n0"
        });
        expect(JSON.parse(lines[5001]!)).toMatchObject({dictionary: "", action: "policy", detail: "hate, dead"});
        expect(lines[5002]).toBe("");
    });
});

/** @param counts tokens on which each feature fired */
function harvested({dictionaries, harvests}: Store, id: string, counts: readonly number[]): void {
    dictionaries.remember({id: "d", name: "d", path: "d.sae.gguf"});
    harvests.begin({id, dictionary: "d", model: "m", corpus: "c", at: Date.now(), tokens: 100, texts: 1, sinks: 0, residualNorm: 1, exactCompanions: true});
    const none = new Uint8Array();
    const rows = counts.map((count, feature) => ({feature, count, sum: count, max: 1, strong: 0, bins: none, examples: none, companions: none}));
    harvests.addFeatures(id, rows);
    harvests.finish(id, "d");
}
