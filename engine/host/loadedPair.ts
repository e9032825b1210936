import type {EngineStatus} from "../contract/index.ts";
import type {LoadedPair} from "../presets/types.ts";

/** The loaded model and its dictionaries as a preset names them; undefined while nothing is loaded. */
export function loadedPair(status: EngineStatus): LoadedPair | undefined {
    if (status.state !== "ready") return undefined;
    const {name, id, dictionaries} = status.model;
    return {model: {name, id}, dictionaries: dictionaries.map(({id, name, layer, dModel, nFeatures}) => ({id, name, layer, dModel, nFeatures}))};
}
