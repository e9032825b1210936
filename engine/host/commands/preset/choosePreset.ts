import {EngineError, type Preset} from "../../../contract/index.ts";

/**
 * The preset that is meant, by its id, the beginning of it, or its name.
 * @throws EngineError `preset/not-found`; `input/invalid` where several are meant
 */
export function choosePreset(presets: readonly Preset[], asked: string): Preset {
    const exact = presets.find(({id}) => id === asked);
    if (exact !== undefined) return exact;
    const named = presets.filter(({name}) => name === asked);
    const found = named.length > 0 ? named : presets.filter(({id}) => asked.length >= 4 && id.startsWith(asked));
    if (found.length === 1) return found[0]!;
    if (found.length === 0) throw new EngineError("preset/not-found", {id: asked});
    throw new EngineError("input/invalid", {detail: `${found.length} presets are called ${asked}: give one of the ids ${found.map(({id}) => id).join(", ")}`});
}
