import {writeFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {aWorkspace} from "../../store/aWorkspace.ts";
import {aDictionary} from "../fixtures/aDictionary.ts";
import {removeLabels} from "./removeLabels.ts";
import {takeLabelsBeside} from "./takeLabelsBeside.ts";

const {file} = aDictionary();

describe("takeLabelsBeside", () => {
    it("takes the labels in once; the same file again changes nothing, and an edited one only what was edited", async () => {
        using workspace = aWorkspace();
        const {folder, store} = workspace;
        const labels = [
            {index: 0, description: "pirate talk", score: 0.93, evidence: "F1 0.93"},
            {index: 1, description: "poems"}
        ];
        const path = write(folder, {dictionary: "d.sae.gguf", method: "measured", labels});
        expect(await takeLabelsBeside(store, file, path)).toBe(2);
        const before = store.labels.ofFeatures("d", [0, 1]);
        expect(before.get(0)).toEqual([
            {id: 1, description: "pirate talk", source: "recipe", score: 0.93, evidence: "F1 0.93", method: "measured", createdAt: expect.any(Number)}
        ]);
        expect(await takeLabelsBeside(store, file, path)).toBe(0);
        write(folder, {dictionary: "d.sae.gguf", labels: [labels[0], {index: 1, description: "sonnets"}]});
        expect(await takeLabelsBeside(store, file, path)).toBe(1);
        expect(store.labels.ofFeatures("d", [0]).get(0)).toEqual(before.get(0));
    });

    it("leaves labels away that the user removed, until the file says something new", async () => {
        using workspace = aWorkspace();
        const {folder, store} = workspace;
        const path = write(folder, {dictionary: "d.sae.gguf", labels: [{index: 0, description: "pirate talk"}]});
        await takeLabelsBeside(store, file, path);
        expect(await removeLabels(store, {dictionary: "d", source: "recipe"})).toBe(1);
        expect(await takeLabelsBeside(store, file, path)).toBe(0);
        expect(store.labels.count("d")).toBe(0);
    });

    it.each([
        ["is no JSON", "{", ""],
        ["has another shape", JSON.stringify({dictionary: "d", labels: [{index: "zero", description: "x"}]}), "feature number"],
        ["names a feature that the dictionary lacks", JSON.stringify({dictionary: "d", labels: [{index: 8, description: "x"}]}), "feature 8"]
    ])("refuses a file that %s, and keeps nothing of it", async (_name, text, detail) => {
        using workspace = aWorkspace();
        const path = join(workspace.folder, "x.labels.json");
        writeFileSync(path, text);
        await expect(takeLabelsBeside(workspace.store, file, path)).rejects.toMatchObject({
            code: "file/malformed",
            data: {path, format: "labels", detail: expect.stringContaining(detail)}
        });
        expect(workspace.store.labels.count("d")).toBe(0);
    });

    it("says which file is not there", async () => {
        using workspace = aWorkspace();
        await expect(takeLabelsBeside(workspace.store, file, "/nowhere.labels.json")).rejects.toMatchObject({
            code: "file/not-found",
            data: {path: "/nowhere.labels.json"}
        });
    });
});

function write(folder: string, content: unknown): string {
    const path = join(folder, "x.labels.json");
    writeFileSync(path, JSON.stringify(content));
    return path;
}
