import {join} from "node:path";
import {gzipSync} from "node:zlib";
import {describe, expect, it} from "vitest";
import {type LabelImport, layerIndex} from "../../contract/index.ts";
import {aWorkspace} from "../../store/aWorkspace.ts";
import {aFile, imported, shown, written} from "./fixtures/importing.ts";
import {importLabels} from "./importLabels.ts";

const explanation = (index: number, description: string, more: object = {}) => ({
    ...{modelId: "gemma-2-2b", layer: "20-gemmascope-res-16k", index: `${index}`, description},
    ...{typeName: "oai_token-act-pair", explanationModelName: "gpt-4o-mini", createdAt: "2025-03-01T12:00:00.000Z", embedding: [0.1, 0.2]},
    ...more
});
const jsonl = (...rows: object[]) => `${rows.map((row) => JSON.stringify(row)).join("\n")}\n`;
const gemma = aFile({trainedOn: "google/gemma-2-2b", layer: layerIndex(20)});

describe("importLabels", () => {
    it("takes Neuronpedia's batches from any folder around them, in order, with all that they say", async () => {
        using workspace = aWorkspace();
        const {folder, store} = workspace;
        const at = "v1/gemma-2-2b/20-gemmascope-res-16k";
        const scores = [
            {value: 0.9, explanationScoreTypeName: "eleuther_fuzz", explanationScoreModelName: "gpt-4o-mini"},
            {value: 0.7, explanationScoreTypeName: "eleuther_recall", explanationScoreModelName: "gpt-4o-mini"}
        ];
        written(
            folder,
            gzipSync(jsonl(explanation(0, "pirates"), explanation(0, "the sea", {explanationModelName: "claude"}))),
            `${at}/explanations/batch-0.jsonl.gz`
        );
        written(folder, gzipSync(jsonl(explanation(2, "poems", {scores}))), `${at}/explanations/batch-10.jsonl.gz`);
        written(folder, gzipSync(jsonl(explanation(1, "galaxies"))), `${at}/explanations/batch-2.jsonl.gz`);
        written(
            folder,
            gzipSync(jsonl({modelId: "gemma-2-2b", layer: "20-gemmascope-res-16k", index: "5", maxActApprox: 3})),
            `${at}/features/batch-0.jsonl.gz`
        );
        expect(await imported(store, join(folder, "v1"), {dictionary: gemma})).toEqual({
            ...{type: "done", format: "neuronpedia", source: "neuronpedia"},
            ...{labels: 4, changed: 4, skipped: 0}
        });
        expect(store.labels.ofFeatures("d", [0, 2])).toMatchObject(
            new Map([
                [
                    0,
                    [
                        {description: "pirates", model: "gpt-4o-mini", method: "oai_token-act-pair", createdAt: Date.UTC(2025, 2, 1, 12)},
                        {description: "the sea", model: "claude"}
                    ]
                ],
                [2, [{score: expect.closeTo(0.8, 10), evidence: "eleuther_fuzz 0.9 (gpt-4o-mini), eleuther_recall 0.7 (gpt-4o-mini)"}]]
            ])
        );
        expect(store.labels.between("d", 0, 8).map(({id, description}) => [description, id])).toEqual([
            ["pirates", 1],
            ["the sea", 2],
            ["galaxies", 3],
            ["poems", 4]
        ]);
        for (const inner of [folder, join(folder, at), join(folder, at, "explanations"), join(folder, at, "explanations/batch-0.jsonl.gz")])
            expect(await imported(store, inner, {dictionary: gemma})).toMatchObject({format: "neuronpedia", changed: 0});
    });

    it("adds Neuronpedia's labels to those that are there, one batch after the other", async () => {
        using workspace = aWorkspace();
        const {folder, store} = workspace;
        await imported(store, written(folder, jsonl(explanation(3, "pirates"))), {dictionary: gemma});
        await imported(store, written(folder, jsonl(explanation(3, "sailors"))), {dictionary: gemma});
        expect(shown(store)).toEqual(["3 neuronpedia pirates", "3 neuronpedia sailors"]);
        const better = jsonl(explanation(3, "sailors", {scores: [{value: 0.5, explanationScoreTypeName: "recall_alt"}]}));
        expect(await imported(store, written(folder, better), {dictionary: gemma})).toMatchObject({changed: 1});
        expect(store.labels.between("d", 0, 8)).toMatchObject([{description: "pirates"}, {description: "sailors", score: 0.5}]);
    });

    it("chooses the source that fits among several, and says which there are when none does", async () => {
        using workspace = aWorkspace();
        const {folder, store} = workspace;
        for (const source of ["19-gemmascope-res-16k", "20-gemmascope-res-16k", "20-gemmascope-mlp-16k"])
            written(folder, jsonl(explanation(0, source, {layer: source})), `v1/gemma-2-2b/${source}/explanations/batch-0.jsonl`);
        await imported(store, folder, {dictionary: gemma});
        expect(shown(store)).toEqual(["0 neuronpedia 20-gemmascope-res-16k"]);
        const other = aFile({trainedOn: "meta-llama/Llama-3.1-8B-Instruct", layer: layerIndex(19)});
        await expect(imported(store, folder, {dictionary: other})).rejects.toMatchObject({
            code: "input/invalid",
            data: {detail: expect.stringContaining("gemma-2-2b/19-gemmascope-res-16k, gemma-2-2b/20-gemmascope-mlp-16k")}
        });
        await expect(imported(store, join(folder, "v1"), {dictionary: other})).rejects.toThrow();
        const empty = join(written(folder, "", "empty/x"), "..");
        await expect(imported(store, empty, {dictionary: gemma})).rejects.toMatchObject({code: "file/malformed"});
    });

    it("takes labels for another model or layer, and says so", async () => {
        using workspace = aWorkspace();
        const {folder, store} = workspace;
        const path = written(folder, jsonl(explanation(0, "pirates")));
        expect(await imported(store, path, {dictionary: aFile({trainedOn: "google/gemma-2-2b-it", layer: layerIndex(12)})})).toMatchObject({
            labels: 1,
            warning:
                "the labels are for gemma-2-2b, the dictionary for google/gemma-2-2b-it; the labels are for layer 20 (20-gemmascope-res-16k), the dictionary for layer 12"
        });
    });

    it.each([
        ["keyed by feature, with texts", '{"0": "pirates", "3": "poems"}', "json", ["0 x pirates", "3 x poems"]],
        [
            "keyed by feature, with objects",
            '{"0": {"label": "pirates", "score": 0.5}, "3": {"explanation": "poems", "source": "me"}}',
            "json",
            ["0 x pirates", "3 me poems"]
        ],
        ["keyed by feature, with lists", '{"3": ["poems", {"description": "sonnets"}]}', "json", ["3 x poems", "3 x sonnets"]],
        ["a list of objects", '[{"feature": 3, "label": "poems"}, {"feature_index": "4", "explanation": "kings"}]', "json", ["3 x poems", "4 x kings"]],
        ["a list of texts", '["pirates", "poems"]', "json", ["0 x pirates", "1 x poems"]],
        ["a list in an object", '{"source": "Ann", "labels": [{"index": 1, "description": "poems"}]}', "json", ["1 Ann poems"]],
        ["JSON Lines", '{"index": 1, "description": "poems"}\r\n\n{"index": 2, "description": "kings"}', "json", ["1 x poems", "2 x kings"]],
        ["one line of JSON Lines", '{"index": 1, "description": "poems"}', "json", ["1 x poems"]],
        ["Saelor's own", '{"dictionary": "d.sae.gguf", "method": "by hand", "labels": [{"index": 1, "description": "poems"}]}', "saelor", ["1 x poems"]],
        [
            "Neuronpedia's list from its website",
            JSON.stringify({modelId: "gemma-2-2b", sapId: "1-res", explanations: [explanation(5, "poems", {layer: "1-res"})]}),
            "neuronpedia",
            ["5 neuronpedia poems"]
        ],
        [
            "a feature from Neuronpedia's website",
            JSON.stringify({modelId: "m", layer: "1-res", index: "6", pos_str: ["a"], explanations: [{description: "poems", typeName: "t"}]}),
            "neuronpedia",
            ["6 neuronpedia poems"]
        ],
        ["CSV", 'index,label,score\r\n3,"poems, and ""odes""",0.5\r\n', "csv", ['3 x poems, and "odes"']],
        ["CSV with line breaks in a cell", 'Feature ID,Explanation\n3,"two\nlines"\n\n', "csv", ["3 x two lines"]],
        [
            "CSV with a byte order mark, semicolons and decimal commas",
            "\ufefffeature;description;score;created_at\n3;poems;0,25;2025-03-01\n",
            "csv",
            ["3 x poems"]
        ],
        ["tabs, columns in another order", "description\tnote\tlatent\npoems\tx\t3.0\n", "csv", ["3 x poems"]],
        ["a spreadsheet's hint", "sep=;\nindex;label\n3;poems\n", "csv", ["3 x poems"]],
        ["no header", "3,poems\n4,kings\n", "csv", ["3 x poems", "4 x kings"]]
    ])("reads %s", async (_name, text, format, expected) => {
        using workspace = aWorkspace();
        const {folder, store} = workspace;
        const path = written(folder, text, "x.txt");
        expect(await imported(store, path)).toMatchObject({format, changed: expected.length, skipped: 0});
        expect(shown(store)).toEqual(expected);
        // packed, sent instead of named, and in UTF-16 it is the same
        expect(await imported(store, new File([gzipSync(text)], "x.gz"))).toMatchObject({format, changed: 0});
        const wide = Buffer.from(`\ufeff${text.replace("\ufeff", "")}`, "utf16le");
        expect(await imported(store, new File([wide], "x.txt"))).toMatchObject({format, changed: 0});
    });

    it("reads scores and times where a table has them", async () => {
        using workspace = aWorkspace();
        const {folder, store} = workspace;
        await imported(store, written(folder, "feature;description;score;created_at\n3;poems;0,25;2025-03-01\n4;kings;;1740787200\n"));
        const time = Date.UTC(2025, 2, 1);
        expect(store.labels.between("d", 0, 8)).toMatchObject([{score: 0.25, createdAt: time}, {createdAt: time}]);
        expect(store.labels.between("d", 4, 5)[0]).not.toHaveProperty("score");
    });

    it("replaces what an edited file's source said of the features in it, and nothing else", async () => {
        using workspace = aWorkspace();
        const {folder, store} = workspace;
        await imported(store, written(folder, '{"0": ["pirtes", "sea"], "1": "poems", "2": "kings"}'), {source: "Ann"});
        await imported(store, written(folder, '{"0": "pirates, says Bob"}'), {source: "Bob"});
        expect(await imported(store, written(folder, '{"0": ["pirates", "sea"], "1": "poems"}'), {source: "Ann"})).toMatchObject({labels: 3, changed: 1});
        expect(shown(store)).toEqual(expect.arrayContaining(["0 Ann pirates", "0 Ann sea", "0 Bob pirates, says Bob", "1 Ann poems", "2 Ann kings"]));
        expect(shown(store)).toHaveLength(5);
    });

    it("keeps the user's own label unless the file has a newer one", async () => {
        using workspace = aWorkspace();
        const {folder, store} = workspace;
        store.dictionaries.remember(aFile());
        store.labels.save("d", "user", [{feature: 0, description: "mine", createdAt: 2000e9}]);
        const path = written(folder, '[{"index": 0, "description": "theirs", "source": "user"}, {"index": 1, "description": "also theirs", "source": "user"}]');
        expect(await imported(store, path)).toMatchObject({labels: 1, changed: 1, skipped: 1, skippedBecause: "1 where your own label is newer"});
        expect(shown(store)).toEqual(["0 user mine", "1 user also theirs"]);
    });

    it("lets the event loop turn while it works, and tells how far it is", async () => {
        using workspace = aWorkspace();
        const {folder, store} = workspace;
        const rows = Array.from({length: 5000}, (_, feature) => `${feature},label of ${feature}`);
        let turns = 0;
        const timer = setInterval(() => turns++, 1);
        const input = written(folder, `index,description\n${rows.join("\n")}\n`);
        const events: LabelImport[] = [];
        for await (const event of importLabels(store, {dictionary: aFile({nFeatures: 5000}), input})) events.push(event);
        clearInterval(timer);
        expect(turns).toBeGreaterThan(5);
        expect(events.at(-2)).toMatchObject({type: "progress", labels: 5000});
        expect(events.at(-1)).toMatchObject({type: "done", labels: 5000, changed: 5000});
    });

    it("keeps nothing when it is cancelled, nor when the reader leaves", async () => {
        using workspace = aWorkspace();
        const {folder, store} = workspace;
        const rows = Array.from({length: 3000}, (_, feature) => `${feature},label of ${feature}`);
        const input = written(folder, `index,description\n${rows.join("\n")}\n`);
        const dictionary = aFile({nFeatures: 3000});
        const controller = new AbortController();
        setTimeout(() => controller.abort(new Error("enough")), 5);
        await expect(imported(store, input, {dictionary, signal: controller.signal})).rejects.toThrow("enough");
        for await (const {type} of importLabels(store, {dictionary, input})) if (type === "progress") break;
        expect(shown(store)).toEqual([]);
        expect(await imported(store, input, {dictionary})).toMatchObject({changed: 3000});
    });

    it("takes imports into one store one after the other", async () => {
        using workspace = aWorkspace();
        const {folder, store} = workspace;
        const path = written(folder, '{"0": "pirates", "1": "poems"}');
        const both = await Promise.all([imported(store, path), imported(store, path)]);
        expect(both.map(({changed}) => changed)).toEqual([2, 0]);
    });
});
