import {createHash} from "node:crypto";
import {createReadStream} from "node:fs";
import type {DictionaryFile} from "../../dictionaries/index.ts";
import type {Store} from "../../store/openStore.ts";
import {importLabels} from "./importLabels.ts";
import {labelFileError} from "./labelFileErrors.ts";

/** The source that labels beside a dictionary's file have. */
export const RECIPE_SOURCE = "recipe";

/**
 * Takes a dictionary's own `*.labels.json` into the store, all or none. The same file again is not read twice, so that labels which the
 * user removed stay away.
 * @returns how many labels were new or different
 * @throws EngineError `file/not-found`, `file/no-permission`, `file/malformed`
 */
export async function takeLabelsBeside(store: Store, dictionary: DictionaryFile, path: string): Promise<number> {
    const digest = await digestOf(path);
    if (store.dictionaries.labelsDigest(dictionary.id) === digest) return 0;
    let changed = 0;
    for await (const event of importLabels(store, {dictionary, input: path, source: RECIPE_SOURCE})) if (event.type === "done") changed = event.changed;
    store.dictionaries.setLabelsDigest(dictionary.id, digest);
    return changed;
}

async function digestOf(path: string): Promise<string> {
    const hash = createHash("sha256");
    try {
        for await (const chunk of createReadStream(path)) hash.update(chunk as Uint8Array);
    } catch (error) {
        throw labelFileError(error, path);
    }
    return hash.digest("hex");
}
