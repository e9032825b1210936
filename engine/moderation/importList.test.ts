import {mkdirSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {aWorkspace} from "../store/aWorkspace.ts";
import type {Store} from "../store/openStore.ts";
import {addToList} from "./changeList.ts";
import {exportList} from "./exportList.ts";
import {importList} from "./importList.ts";
import {MAX_LIST_BYTES} from "./readList.ts";

const D = {id: "d", name: "Dictionary: one", nFeatures: 8, sourceSha256: "abc"};
const POLICY = [{id: "hate", title: "Hate", description: "of people"}];
const ANYWAY = {policy: POLICY, anyway: true};

describe("importList", () => {
    it.each(["json", "csv"] as const)("reads back as %s what was exported, and the same again changes nothing", async (format) => {
        using workspace = aWorkspace();
        using other = aWorkspace();
        const file = exportList(filled(workspace.store), format);
        expect(file.name).toBe(`Dictionary- one.moderation.${format}`);
        expect(await importList(other.store, D, file, ANYWAY)).toEqual({added: 3, present: 0, skipped: 0, why: []});
        expect(said(other.store)).toEqual(said(workspace.store));
        expect(other.store.moderation.state("d").version).toBe(1);
        expect(await importList(other.store, D, file, ANYWAY)).toEqual({added: 0, present: 3, skipped: 0, why: []});
        expect(await importList(workspace.store, D, file, ANYWAY)).toEqual({added: 0, present: 3, skipped: 0, why: []});
        expect(other.store.moderation.state("d").version).toBe(1);
        expect(other.store.moderation.newestAudit("d", 5).map(({action, features}) => [action, features])).toEqual([["import", 3]]);
    });

    it("exports whose list it is, which version, and what its categories mean", async () => {
        using workspace = aWorkspace();
        expect(JSON.parse(await exportList(filled(workspace.store), "json").text())).toEqual({
            kind: "saelor-moderation-list",
            format: 1,
            dictionary: {id: "d", name: "Dictionary: one", nFeatures: 8, sourceSha256: "abc"},
            version: 2,
            categories: POLICY,
            entries: [
                {feature: 1, category: "hate", reason: '=HYPERLINK("x"), "quoted"'},
                {feature: 2, category: "hate", reason: "'twas"},
                {feature: 5, category: "of-old", reason: ""}
            ]
        });
        const table = exportList({store: workspace.store, dictionary: D, policy: POLICY}, "csv");
        expect([...(await table.bytes()).slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
        expect(await table.text()).toBe(`index,category,reason\r\n1,hate,"'=HYPERLINK(""x""), ""quoted"""\r\n2,hate,''twas\r\n5,of-old,\r\n`);
    });

    it("keeps what a person said of a feature, and categories that the policy does not have", async () => {
        using workspace = aWorkspace();
        const {store} = workspace;
        addToList(store, {dictionary: D, policy: POLICY}, {features: [1], category: "hate", reason: "mine"});
        const file = new File(["index,category,reason\n1,theirs,other\n2,theirs,other\n"], "theirs.csv");
        await expect(importList(store, D, file, {policy: POLICY})).rejects.toMatchObject({
            code: "input/invalid",
            data: {detail: "the policy has no category theirs (it has hate); nothing was taken; to take it all the same: --anyway"}
        });
        expect(await importList(store, D, file, ANYWAY)).toEqual({added: 1, present: 1, skipped: 0, why: []});
        // it is on the list now
        expect(await importList(store, D, file, {policy: POLICY})).toEqual({added: 0, present: 2, skipped: 0, why: []});
        expect(
            store.moderation.page("d", {offset: 0, limit: 9}).entries.map(({feature, category, reason, source}) => [feature, category, reason, source])
        ).toEqual([
            [1, "hate", "mine", "user"],
            [2, "theirs", "other", "theirs.csv"]
        ]);
    });

    it("passes over what is no feature of the dictionary, and what is named twice", async () => {
        using workspace = aWorkspace();
        const file = new File(["reason,index,category\nfirst,2,a\nsecond,2,b\n,8,a\n,999999999,a\n"], "t.csv");
        expect(await importList(workspace.store, D, file, ANYWAY)).toEqual({
            added: 1,
            present: 0,
            skipped: 3,
            why: ["no features of this dictionary, which has 0 to 7: 8, 999999999", "named again, the first line counts: 2"]
        });
        expect(said(workspace.store)).toEqual([[2, "a", "first"]]);
    });

    it("refuses a list of another dictionary with the facts, but takes one of the same weights in another file", async () => {
        using workspace = aWorkspace();
        using other = aWorkspace();
        const file = exportList(filled(workspace.store), "json");
        await expect(importList(other.store, {id: "e", name: "two", nFeatures: 9, sourceSha256: "def"}, file, {policy: POLICY})).rejects.toMatchObject({
            code: "input/invalid",
            data: {detail: "the list is of Dictionary: one (d, 8 features), not of two (e, 9 features)"}
        });
        await expect(importList(other.store, {id: "e", name: "two", nFeatures: 8}, file, {policy: POLICY})).rejects.toMatchObject({code: "input/invalid"});
        expect(await importList(other.store, {...D, id: "e"}, file, {policy: POLICY})).toMatchObject({added: 3});
    });

    it("takes a list by the weights that it names, or that are known of its dictionary, and of others only when told to", async () => {
        using workspace = aWorkspace();
        using other = aWorkspace();
        using third = aWorkspace();
        const named = {id: "d", name: "one", nFeatures: 8, weights: "w"};
        filled(workspace.store);
        const of = (dictionary: typeof D | typeof named) => exportList({store: workspace.store, dictionary, policy: POLICY}, "json");
        const copy = {id: "e", name: "a copy", nFeatures: 8, weights: "w"};
        expect(await importList(other.store, copy, of(named), {policy: POLICY})).toMatchObject({added: 3});
        // a file from before lists named weights
        third.store.dictionaries.remember({...D, path: "d", weights: "w"});
        expect(await importList(third.store, copy, of(D), {policy: POLICY})).toMatchObject({added: 3});
        const foreign = {...copy, id: "f", weights: "v"};
        await expect(importList(other.store, foreign, of(named), {policy: POLICY})).rejects.toMatchObject({
            code: "input/invalid",
            data: {detail: expect.stringContaining("their weights are not the same")}
        });
        await expect(importList(other.store, foreign, of(D), {policy: POLICY})).rejects.toMatchObject({data: {detail: expect.stringContaining("not known")}});
        expect(await importList(other.store, foreign, of(named), ANYWAY)).toMatchObject({added: 3});
        await expect(importList(other.store, {...foreign, nFeatures: 9}, of(named), ANYWAY)).rejects.toMatchObject({code: "input/invalid"});
    });

    it("asks a reason of a table, as of a person", async () => {
        using workspace = aWorkspace();
        const file = new File(["index,category,reason\n1,hate,slurs\n2,hate,\n"], "t.csv");
        await expect(importList(workspace.store, D, file, {policy: POLICY})).rejects.toMatchObject({
            code: "input/invalid",
            data: {detail: expect.stringContaining("no reason is given for 2")}
        });
        expect(said(workspace.store)).toEqual([]);
    });

    it.each([
        ["nothing", "", "neither"],
        ["a table of something else", "index,label\n1,pirates\n", "neither"],
        ["half of a JSON file", '{"kind": "saelor-moderation-list", "entries": [', "JSON"],
        ["another kind of JSON", '{"dictionary": "d", "labels": []}', "kind"],
        ["an index that is none", "index,category\n1,a\n-1,a\n", "line 3"],
        ["a fraction of an index", "index,category\n1.5,a\n", "line 2"],
        ["no category", "index,category\n1,\n", "line 2"],
        ["a row without an end", `index,category\n1,"${"x".repeat(100_000)}`, "line"],
        ["bytes that are no text", new Uint8Array([0x69, 0xff, 0xfe]), "UTF-8"]
    ])("keeps nothing of %s", async (_what, content, detail) => {
        using workspace = aWorkspace();
        await expect(importList(workspace.store, D, new File([content], "bad"), {policy: POLICY})).rejects.toMatchObject({
            code: "file/malformed",
            data: {detail: expect.stringContaining(detail)}
        });
        expect(workspace.store.moderation.state("d").version).toBe(0);
        expect(workspace.store.moderation.newestAudit(undefined, 1)).toEqual([]);
    });

    it("keeps nothing of a list with one bad entry", async () => {
        using workspace = aWorkspace();
        const list = JSON.parse(await exportList(filled(workspace.store), "json").text());
        for (const entry of [
            {feature: -1, category: "a", reason: ""},
            {feature: 3, category: "", reason: ""},
            {feature: 3},
            null,
            {feature: 3, category: "x".repeat(101), reason: ""}
        ]) {
            using other = aWorkspace();
            const bad = new File([JSON.stringify({...list, entries: [...list.entries, entry]})], "bad.json");
            await expect(importList(other.store, D, bad, {policy: POLICY})).rejects.toMatchObject({
                code: "file/malformed",
                data: {detail: expect.stringMatching(/^entries\.3/)}
            });
            expect(said(other.store)).toEqual([]);
        }
    });

    it("takes a reason without what would disturb a line, and cuts one that never ends", async () => {
        using workspace = aWorkspace();
        await importList(
            workspace.store,
            D,
            new File([`index,category,reason\n1,a,"\u202eone\ntwo\u0000 \ud800"\n2,a,${"y".repeat(5000)}\n`], "t.csv"),
            ANYWAY
        );
        expect(said(workspace.store)).toEqual([
            [1, "a", "one two  \ufffd"],
            [2, "a", "y".repeat(1000)]
        ]);
    });

    it("reads a long table with letters of several bytes", async () => {
        using workspace = aWorkspace();
        const large = {...D, nFeatures: 20_000};
        const rows = Array.from({length: 20_000}, (_, i) => `${i},a,\u{1f600} ${i}\n`);
        expect(await importList(workspace.store, large, new File(["index,category,reason\n", ...rows], "t.csv"), ANYWAY)).toEqual({
            added: 20_000,
            present: 0,
            skipped: 0,
            why: []
        });
        const {entries} = workspace.store.moderation.page("d", {offset: 0, limit: 20_000});
        expect(entries.every(({reason, feature}) => reason === `\u{1f600} ${feature}`)).toBe(true);
    });

    it("says what it could not read", async () => {
        using workspace = aWorkspace();
        const {folder, store} = workspace;
        await expect(importList(store, D, join(folder, "none.csv"), {policy: POLICY})).rejects.toMatchObject({code: "file/not-found"});
        mkdirSync(join(folder, "sub"));
        await expect(importList(store, D, join(folder, "sub"), {policy: POLICY})).rejects.toMatchObject({code: "file/malformed"});
        const huge = {name: "huge.csv", size: MAX_LIST_BYTES + 1} as File;
        await expect(importList(store, D, huge, {policy: POLICY})).rejects.toMatchObject({code: "file/too-large"});
        writeFileSync(join(folder, "good.csv"), "index,category\n3,a\n");
        expect(await importList(store, D, join(folder, "good.csv"), ANYWAY)).toEqual({added: 1, present: 0, skipped: 0, why: []});
    });
});

function filled(store: Store): Parameters<typeof exportList>[0] {
    const put = (entries: Parameters<Store["moderation"]["put"]>[1]) => store.moderation.put("d", entries, {action: "add", detail: ""});
    put([
        {feature: 5, category: "of-old", reason: "", source: "user"},
        {feature: 2, category: "hate", reason: "'twas", source: "user"}
    ]);
    put([{feature: 1, category: "hate", reason: '=HYPERLINK("x"), "quoted"', source: "user"}]);
    return {store, dictionary: D, policy: POLICY};
}

const said = ({moderation}: Store) => moderation.page("d", {offset: 0, limit: 10}).entries.map(({feature, category, reason}) => [feature, category, reason]);
