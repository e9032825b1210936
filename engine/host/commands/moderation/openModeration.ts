import type {Command} from "commander";
import {EngineError} from "../../../contract/index.ts";
import {type DictionaryFile, readDictionaryFile} from "../../../dictionaries/index.ts";
import type {Store} from "../../../store/openStore.ts";
import {defaultWorkspace} from "../../defaultWorkspace.ts";
import {learnWeights} from "../../learnWeights.ts";
import {askedDictionary, type DictionaryOption, withDictionaryOption} from "../dictionaryOption.ts";
import {findKnownDictionary} from "../findKnownDictionary.ts";

export interface CommonOptions extends DictionaryOption {
    readonly workspace: string;
}

const BY_DEFAULT = "the only one that this workspace knows, else the demo's first";

/** The options that every command on moderation has. */
export function withCommonOptions(command: Command): Command {
    return withDictionaryOption(command, BY_DEFAULT).option("--workspace <folder>", "where the lists are kept", defaultWorkspace());
}

/** Opens the workspace, finds the dictionary that is meant, and closes the workspace whatever happens. */
export async function withDictionary<T>({workspace, ...asked}: CommonOptions, use: (store: Store, dictionary: DictionaryFile) => T | Promise<T>): Promise<T> {
    return withStore(workspace, async (store) => {
        const file = await readDictionaryFile((await findKnownDictionary(store, askedDictionary(asked))).path);
        await learnWeights(store);
        // from now on the workspace knows it by its name
        store.dictionaries.remember(file);
        return await use(store, file);
    });
}

export async function withStore<T>(workspace: string, use: (store: Store) => T | Promise<T>): Promise<T> {
    const {openStore} = await import("../../../store/openStore.ts");
    const store = openStore(workspace);
    try {
        return await use(store);
    } finally {
        store.close();
    }
}

/**
 * `12`, `40-45`: features by their numbers.
 * @throws EngineError `input/invalid`
 */
export function parseFeatures(given: readonly string[]): number[] {
    return given.flatMap((text) => {
        const [, from, to = from] = /^#?(\d{1,9})(?:-(\d{1,9}))?$/.exec(text) ?? [];
        if (from === undefined || Number(to) < Number(from) || Number(to) - Number(from) > 1_000_000)
            throw new EngineError("input/invalid", {detail: `"${text}" is neither a feature's number nor a range of them, like 40-45`});
        return Array.from({length: Number(to) - Number(from) + 1}, (_, i) => Number(from) + i);
    });
}
