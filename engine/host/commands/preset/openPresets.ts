import {type DictionaryFile, readDictionaryFile} from "../../../dictionaries/index.ts";
import type {ModerationGate} from "../../../moderation/gate.ts";
import type {LoadedPair} from "../../../presets/types.ts";
import type {Store} from "../../../store/openStore.ts";

export interface OpenPresets {
    readonly store: Store;
    readonly gate: ModerationGate;
    /** no model is loaded for these commands */
    readonly pair: () => undefined;
}

/** Opens the workspace with its gate, and closes it whatever happens. */
export async function withPresets<T>(workspace: string, use: (opened: OpenPresets) => T | Promise<T>): Promise<T> {
    const [{openStore}, {openGate}] = await Promise.all([import("../../../store/openStore.ts"), import("../../../moderation/gate.ts")]);
    const store = openStore(workspace);
    try {
        return await use({store, gate: openGate(store.moderation), pair: () => undefined});
    } finally {
        store.close();
    }
}

/** A dictionary as a preset names it. */
export async function describeDictionary(path: string): Promise<LoadedPair["dictionaries"][number]> {
    return dictionaryOf(await readDictionaryFile(path));
}

export function dictionaryOf({id, name, layer, dModel, nFeatures}: DictionaryFile): LoadedPair["dictionaries"][number] {
    return {id, name, layer, dModel, nFeatures};
}
