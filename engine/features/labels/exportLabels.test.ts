import {parse} from "csv-parse/sync";
import {describe, expect, it} from "vitest";
import {type Label, labelFileSchema} from "../../contract/index.ts";
import {openGate} from "../../moderation/gate.ts";
import {aWorkspace} from "../../store/aWorkspace.ts";
import type {NewLabel} from "../../store/labelQueries.ts";
import type {Store} from "../../store/openStore.ts";
import {exportLabels} from "./exportLabels.ts";
import {aFile, imported} from "./fixtures/importing.ts";

const NASTY = [
    '=HYPERLINK("http://x")',
    "+1",
    "-2",
    "@me",
    "'=quoted",
    "'plain",
    "''twice",
    'say "arr"',
    "a,b;c\td".replace("\t", " "),
    "null",
    "0",
    "日本語 \u{1f3f4}\u200d☠️",
    "\ufffd",
    "__proto__"
];

const EVERYTHING: (NewLabel & {source: string})[] = [
    ...NASTY.map((description, i) => ({feature: i % 8, source: `source ${i >> 3}`, description, createdAt: 1_700_000_000_123 + i})),
    {feature: 0, source: "user", description: "mine", createdAt: 1_700_000_000_000},
    {
        feature: 0,
        source: "=cmd|' /C calc'!A0",
        description: "x",
        score: 0.1 + 0.2,
        model: "@model",
        method: "-method",
        evidence: 'F1 "0.3",\r\n0.5'.replace("\r\n", " ")
    },
    {feature: 7, source: "recipe", description: "x", score: 0, createdAt: 5}
];

describe("exportLabels", () => {
    it.each(["saelor", "json", "csv"] as const)("writes %s that comes back as the same labels, and changes nothing where they are", async (format) => {
        using workspace = aWorkspace();
        using other = aWorkspace();
        const store = filled(workspace.store);
        const before = said(store);
        const file = await exportLabels(through(store), {dictionary: "d", format});
        expect(await imported(store, file)).toMatchObject({format, labels: EVERYTHING.length, changed: 0, skipped: 0});
        expect(await imported(other.store, file)).toMatchObject({format, changed: EVERYTHING.length, skipped: 0});
        expect(said(other.store)).toEqual(before);
        expect(before).toHaveLength(EVERYTHING.length);
    });

    it("writes a table that a spreadsheet shows and never runs", async () => {
        using workspace = aWorkspace();
        const file = await exportLabels(through(filled(workspace.store)), {dictionary: "d", format: "csv"});
        expect(file).toMatchObject({name: "d.labels.csv", type: "text/csv"});
        const rows: string[][] = parse(await file.text(), {bom: true});
        expect(rows[0]).toEqual(["index", "description", "source", "score", "model", "method", "created_at", "evidence"]);
        expect(rows).toHaveLength(EVERYTHING.length + 1);
        for (const row of rows.slice(1)) for (const cell of row) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
        expect(rows).toContainEqual(["0", "mine", "user", "", "", "", "2023-11-14T22:13:20.000Z", ""]);
        expect(rows).toContainEqual(["0", `'=HYPERLINK("http://x")`, "source 0", "", "", "", "2023-11-14T22:13:20.123Z", ""]);
    });

    it("takes an apostrophe for an apostrophe in tables that others wrote", async () => {
        using workspace = aWorkspace();
        await imported(workspace.store, new File(["index,description\n0,'@' signs\n"], "x.csv"));
        expect(workspace.store.labels.between("d", 0, 8)).toMatchObject([{description: "'@' signs"}]);
    });

    it("writes Saelor's own file as the contract has it, and only the sources asked for", async () => {
        using workspace = aWorkspace();
        const file = await exportLabels(through(filled(workspace.store)), {dictionary: "d", format: "saelor", sources: ["user", "recipe"]});
        expect(labelFileSchema.parse(JSON.parse(await file.text()))).toEqual({
            dictionary: "d.sae.gguf",
            labels: [
                {index: 0, description: "mine", source: "user", createdAt: 1_700_000_000_000},
                {index: 7, description: "x", source: "recipe", score: 0, createdAt: 5}
            ]
        });
    });

    it("writes a whole file where there is no label", async () => {
        using workspace = aWorkspace();
        workspace.store.dictionaries.remember(aFile());
        expect(JSON.parse(await (await exportLabels(through(workspace.store), {dictionary: "d", format: "saelor"})).text())).toEqual({
            dictionary: "d.sae.gguf",
            labels: []
        });
        expect(JSON.parse(await (await exportLabels(through(workspace.store), {dictionary: "d", format: "json"})).text())).toEqual({});
    });
});

function filled(store: Store): Store {
    store.dictionaries.remember(aFile());
    const number = store.labelImports.begin();
    store.labelImports.stage(number, "d", EVERYTHING);
    store.labelImports.finish({number, dictionary: "d", sources: [], replaces: () => false, staged: EVERYTHING.length});
    return store;
}

/** without the ids, which are the workspace's own */
function said(store: Store): Omit<Label, "id">[] {
    return store.labels.between("d", 0, 8).map(({id: _id, ...label}) => label);
}

const through = (store: Store) => ({store, gate: openGate(store.moderation)});
