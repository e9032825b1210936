import {EngineError, type Preset, type PresetDifference} from "../contract/index.ts";
import {applyPreset} from "./applyPreset.ts";
import {capturePreset} from "./capturePreset.ts";
import {comparePreset} from "./comparePreset.ts";
import {exportPreset} from "./exportPreset.ts";
import {findPreset} from "./findPreset.ts";
import {visiblePreset} from "./hidden.ts";
import {importPreset} from "./importPreset.ts";
import {replayPreset} from "./replayPreset.ts";
import {savePreset} from "./savePreset.ts";
import {searchPresets} from "./searchPresets.ts";
import type {NewPreset, PresetDeps} from "./types.ts";

export type Presets = ReturnType<typeof createPresets>;

/** Steerings with all that it takes to use them again: the `presets` part of the contract, which describes each of these. */
export function createPresets(deps: PresetDeps) {
    const {store, gate, pair} = deps;
    const shown = (preset: Preset) => visiblePreset(preset, gate);
    return {
        list: (wanted: {readonly query: string; readonly tag?: string | undefined}): Preset[] => searchPresets(store.presets.all().map(shown), wanted),
        get: (id: string): Preset => shown(findPreset(store, id)),
        save: (preset: NewPreset): Preset => savePreset(deps, preset),
        capture: (input: {readonly conversationId: string; readonly name: string}): Preset => capturePreset(deps, input),

        duplicate(id: string): Preset {
            const now = Date.now();
            const {name, ...rest} = findPreset(store, id);
            const copy: Preset = {...rest, id: crypto.randomUUID(), name: `${name.slice(0, 190)} (copy)`, key: null, createdAt: now, updatedAt: now};
            store.presets.save(copy);
            return shown(copy);
        },

        remove(id: string): void {
            if (!store.presets.remove(id)) throw new EngineError("preset/not-found", {id});
        },

        export: (input: {readonly id: string; readonly format: "saelor" | "ember"}): File => exportPreset(deps, input),
        import: (input: {readonly path?: string | undefined; readonly file?: File | undefined}) => importPreset(deps, input),
        check: (id: string): PresetDifference[] => comparePreset(findPreset(store, id), pair()),
        apply: (input: {readonly id: string; readonly conversationId: string}) => applyPreset(deps, input),
        replay: (id: string, signal?: AbortSignal) => replayPreset(deps, id, signal)
    };
}
