import {EngineError, type Preset} from "../contract/index.ts";
import type {Store} from "../store/openStore.ts";

/** @throws EngineError `preset/not-found` */
export function findPreset({presets}: Pick<Store, "presets">, id: string): Preset {
    const preset = presets.find(id);
    if (preset === undefined) throw new EngineError("preset/not-found", {id});
    return preset;
}
