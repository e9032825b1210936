import {execFileSync} from "node:child_process";
import {join} from "node:path";
import {gzipSync} from "node:zlib";
import {describe, expect, it} from "vitest";
import {aWorkspace} from "../../store/aWorkspace.ts";
import {aFile, imported, shown, written} from "./fixtures/importing.ts";
import {readText} from "./readText.ts";

const MiB = 2 ** 20;

describe("importLabels, given what somebody made to do harm", () => {
    it("stops a gzip bomb long before it is unpacked", async () => {
        const bomb = gzipSync("\n".repeat(32 * MiB), {level: 1});
        const budget = {limitBytes: MiB, usedBytes: 0};
        const read = async () => {
            let characters = 0;
            for await (const text of readText("bomb.gz", [bomb], budget)) characters += text.length;
            return characters;
        };
        await expect(read()).rejects.toMatchObject({code: "file/too-large", data: {path: "bomb.gz", limitBytes: MiB, detail: "unpacked text"}});
        expect(budget.usedBytes).toBeLessThan(2 * MiB);
    });

    it.each([
        ["one JSON text", `{"0": "${"x".repeat(8 * MiB)}"}`],
        ["one JSON entry of many parts", `{"other": [${"1,".repeat(4 * MiB)}1]}`],
        ["one cell", `index,description\n1,"${"x".repeat(8 * MiB)}"`],
        ["one line", gzipSync(`{"index": 1, "description": "x"}\n{"index": 2, "description": "${"x".repeat(64 * MiB)}`, {level: 1})]
    ])("stops at %s that is larger than any label", async (_name, text) => {
        using workspace = aWorkspace();
        const {folder, store} = workspace;
        await expect(imported(store, written(folder, text))).rejects.toMatchObject({code: "file/too-large"});
    });

    it.each([
        ["only brackets", "[".repeat(2_000_000)],
        ["brackets in a line", `{"index": 1, "description": "a"}\n${"[".repeat(2_000_000)}`],
        ["objects in objects", '{"a":'.repeat(200_000)],
        ["a list within a list", `[[[[${'{"index": 1, "description": "a"}'}]]]]`],
        ["half a document", '{"0": "pirates", "1": "po'],
        ["a document without its last brackets", '{"labels": [{"index": 1, "description": "a"}'],
        ["a document that ends at a colon", '{"0": "pirates", "1":'],
        ["a document that ends at a comma", '["pirates",'],
        ["a document of which nothing is there", "{"],
        ["half a line", '{"index": 0, "description": "pirates"}\n{"index": 1, "descr'],
        ["two documents", '{"0": "pirates"}\n\n["poems"] and more'],
        ["an open quote", 'index,description\n1,"pirates\n2,poems\n'],
        ["no label at all", '{"name": "x", "version": 3}'],
        ["an activation file of Neuronpedia's", '{"modelId": "m", "layer": "1-res", "index": "3", "tokens": ["a"], "values": [1]}\n'],
        ["prose", "Dear reader,\nthis is no list of labels; not one.\n"],
        ["a picture", Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13])],
        ["text in Latin 1", Buffer.from("index,description\n1,caf\xe9\n", "latin1")],
        ["nothing", ""],
        ["gzip in gzip", gzipSync(gzipSync("index,description\n1,poems\n"))],
        ["damaged gzip", gzipSync("index,description\n1,poems\n").fill(0x55, 12, 30)]
    ])("calls %s malformed, and keeps nothing", async (_name, content) => {
        using workspace = aWorkspace();
        const {folder, store} = workspace;
        const path = written(folder, content);
        await expect(imported(store, path)).rejects.toMatchObject({code: "file/malformed", data: {path}});
        expect(shown(store)).toEqual([]);
    });

    it("says that a packed file was cut off, and keeps nothing of it", async () => {
        using workspace = aWorkspace();
        const {folder, store} = workspace;
        const rows = Array.from({length: 2000}, (_, i) => `${i % 8},label number ${i} ${Math.sin(i)}`);
        const packed = gzipSync(`index,description\n${rows.join("\n")}\n`);
        const path = written(folder, packed.subarray(0, packed.length - 2000));
        await expect(imported(store, path)).rejects.toMatchObject({code: "file/truncated", data: {path}});
        expect(shown(store)).toEqual([]);
    });

    it("keeps nothing of a folder whose last file is bad", async () => {
        using workspace = aWorkspace();
        const {folder, store} = workspace;
        const row = (index: string) => JSON.stringify({modelId: "m", layer: "1-res", index, description: "pirates"});
        written(folder, `${row("0")}\n`, "s/explanations/batch-0.jsonl");
        const bad = written(folder, `${row("1")}\n{`, "s/explanations/batch-1.jsonl");
        await expect(imported(store, folder)).rejects.toMatchObject({code: "file/malformed", data: {path: bad, detail: expect.stringContaining("line 2")}});
        expect(shown(store)).toEqual([]);
    });

    it("leaves out what fits nowhere, and says why", async () => {
        using workspace = aWorkspace();
        const {folder, store} = workspace;
        const good = Array.from({length: 40}, (_, i) => ({index: i % 8, description: `label ${i}`}));
        const bad = [
            {index: 8, description: "beyond"},
            {index: 4_294_967_296, description: "far beyond"},
            {index: -1, description: "below"},
            {index: 1.5, description: "between"},
            {index: "0x3", description: "hexadecimal"},
            {index: null, description: "nowhere"},
            {index: {}, description: "an object"},
            {index: 2, description: "  \u202e\u0000 "},
            {index: 2, description: null},
            {index: 3, description: "x".repeat(4001)},
            {index: 0, description: "label 0"}
        ];
        expect(await imported(store, written(folder, JSON.stringify([...good, ...bad])))).toMatchObject({
            ...{labels: 40, changed: 40, skipped: 11},
            skippedBecause:
                "2 for features that the dictionary lacks, 5 without a feature number, 2 without a description, 1 longer than 4,000 characters, 1 repeated"
        });
    });

    it("refuses labels of a larger dictionary, even when most of them would fit", async () => {
        using workspace = aWorkspace();
        const {folder, store} = workspace;
        const labels = Array.from({length: 12}, (_, index) => ({index, description: `label ${index}`}));
        await expect(imported(store, written(folder, JSON.stringify(labels)))).rejects.toMatchObject({
            code: "file/malformed",
            data: {detail: "4 of 12 labels are for features that d lacks, like feature 8: it has 0 to 7"}
        });
        expect(shown(store)).toEqual([]);
    });

    it("lets no source say endlessly much of one feature, and the user one thing", async () => {
        using workspace = aWorkspace();
        const {folder, store} = workspace;
        const labels = Array.from({length: 100}, (_, i) => ({index: 0, description: `label ${i}`}));
        expect(await imported(store, written(folder, JSON.stringify(labels)))).toMatchObject({labels: 64, skipped: 36});
        expect(await imported(store, written(folder, JSON.stringify(labels)), {source: "user"})).toMatchObject({labels: 1, skipped: 99});
    });

    it("takes odd text as text", async () => {
        using workspace = aWorkspace();
        const {folder, store} = workspace;
        const text =
            '[{"index": 0, "description": "a\\u0000b\\u001b[31mc\\r\\nd\\ud800e\\u202efg", "__proto__": {"polluted": 1}, "constructor": {"prototype": {"polluted": 1}}}, {"index": 1, "description": "\'); DROP TABLE labels; --"}]';
        await imported(store, written(folder, text), {source: "x"});
        expect(shown(store)).toEqual(["0 x a b [31mc  d\ufffdefg", "1 x '); DROP TABLE labels; --"]);
        expect({}).not.toHaveProperty("polluted");
        const inherited = '{"__proto__": {"0": "from nowhere"}, "1": {"__proto__": {"description": "from nowhere"}}, "2": "here"}';
        expect(await imported(store, written(folder, inherited), {source: "x"})).toMatchObject({labels: 1});
        expect(await imported(store, written(folder, '{"index": 3, "__proto__": {"description": "no"}, "description": "here"}\n'))).toMatchObject({labels: 1});
    });

    it("leaves out scores that are no shares, and says so", async () => {
        using workspace = aWorkspace();
        const {folder, store} = workspace;
        const text =
            '[{"index": 0, "description": "a", "score": 87}, {"index": 1, "description": "b", "score": "NaN"}, {"index": 2, "description": "c", "score": 1}]';
        expect(await imported(store, written(folder, text))).toMatchObject({labels: 3, warning: "1 scores are not between 0 and 1 and were left out"});
        expect(store.labels.between("d", 0, 8).map(({score}) => score)).toEqual([undefined, undefined, 1]);
    });

    it("does not wait for a pipe that nobody writes to", async () => {
        using workspace = aWorkspace();
        const {folder, store} = workspace;
        const pipe = join(folder, "pipe");
        execFileSync("mkfifo", [pipe]);
        await expect(imported(store, pipe)).rejects.toMatchObject({code: "file/malformed"});
        await expect(imported(store, join(folder, "nowhere"))).rejects.toMatchObject({code: "file/not-found"});
    });

    it("has a bound on the number of labels", async () => {
        using workspace = aWorkspace();
        const {folder, store} = workspace;
        const rows = Array.from({length: 1001}, (_, i) => `{"index":${i % 8},"source":"s${i >> 6}","description":"${i}"}`);
        await expect(imported(store, written(folder, rows.join("\n")), {dictionary: aFile()})).rejects.toMatchObject({
            code: "file/too-large",
            data: {limitBytes: 1000}
        });
    });
});
