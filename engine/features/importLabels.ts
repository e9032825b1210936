import {createHash} from "node:crypto";
import {readFile} from "node:fs/promises";
import {EngineError, type LabelFile, labelFileSchema} from "../contract/index.ts";
import type {DictionaryFile} from "../dictionaries/index.ts";
import type {Store} from "../store/openStore.ts";

/** The source that labels from a `*.labels.json` have. */
export const RECIPE_SOURCE = "recipe";

/**
 * Reads a `*.labels.json` into the store, all or none. The same file again is not read twice; the user's own labels always stay.
 * @returns how many labels were new or different
 * @throws EngineError `file/not-found`, `file/no-permission`, `file/malformed`
 */
export async function importLabels(store: Store, dictionary: DictionaryFile, path: string): Promise<number> {
    const text = await read(path);
    const digest = createHash("sha256").update(text).digest("hex");
    if (store.dictionaries.labelsDigest(dictionary.id) === digest) return 0;
    const {labels} = parse(text, path);
    const stranger = labels.find(({index}) => index >= dictionary.nFeatures);
    if (stranger !== undefined) throw malformed(path, `feature ${stranger.index}, but ${dictionary.name} has features 0 to ${dictionary.nFeatures - 1}`);
    return store.atomically(() => {
        store.dictionaries.remember(dictionary);
        store.dictionaries.setLabelsDigest(dictionary.id, digest);
        return store.labels.save(
            dictionary.id,
            RECIPE_SOURCE,
            labels.map(({index, ...label}) => ({feature: index, ...label}))
        );
    });
}

async function read(path: string): Promise<string> {
    try {
        return await readFile(path, "utf8");
    } catch (cause) {
        const {code} = cause as NodeJS.ErrnoException;
        if (code === "ENOENT") throw new EngineError("file/not-found", {path}, {cause});
        if (code === "EACCES" || code === "EPERM") throw new EngineError("file/no-permission", {path, operation: "read"}, {cause});
        throw cause;
    }
}

function parse(text: string, path: string): LabelFile {
    let json: unknown;
    try {
        json = JSON.parse(text);
    } catch (cause) {
        throw malformed(path, (cause as Error).message, cause);
    }
    const parsed = labelFileSchema.safeParse(json);
    if (parsed.success) return parsed.data;
    const first = parsed.error.issues[0];
    throw malformed(path, `${first?.path.join(".") ?? ""}: ${first?.message ?? "wrong shape"}`, parsed.error);
}

function malformed(path: string, detail: string, cause?: unknown) {
    return new EngineError("file/malformed", {path, format: "labels.json", detail}, {cause});
}
