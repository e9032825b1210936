import type {Preset} from "../contract/index.ts";
import {completePreset} from "./completePreset.ts";
import type {NewPreset, PresetDeps} from "./types.ts";

/**
 * Adds a preset, or replaces the one with its id.
 * @throws EngineError `feature/moderated`
 */
export function savePreset(deps: Pick<PresetDeps, "store" | "gate" | "pair">, preset: NewPreset): Preset {
    const {store, gate} = deps;
    const completed = completePreset(deps, preset);
    gate.requireSteerable(completed.steering, completed.dictionaries[0]?.id);
    return store.atomically(() => {
        const id = preset.id ?? crypto.randomUUID();
        const now = Date.now();
        const saved: Preset = {id, ...completed, createdAt: store.presets.find(id)?.createdAt ?? now, updatedAt: now};
        store.presets.save(saved);
        return saved;
    });
}
