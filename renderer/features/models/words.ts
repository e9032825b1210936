import type {DictionaryInfo} from "../../../engine/contract/models.ts";

const backends: Record<string, string> = {cpu: "CPU", cuda: "CUDA", metal: "Metal", vulkan: "Vulkan"};

/** A backend as its makers write it. */
export const backendName = (backend: string) => backends[backend.toLowerCase()] ?? backend;

/** What a model that is being loaded is at. */
export const stageWords = {model: "Reading the model", context: "Making room", dictionaries: "Reading its dictionary", "warm-up": "Warming up"};

/** What a dictionary is called where there is little room: by its purpose where that tells it apart, else by its name. */
export function shortName(dictionary: DictionaryInfo, all: readonly DictionaryInfo[]): string {
    const {purpose, name, layer} = dictionary;
    const isTold = purpose !== undefined && all.filter((other) => other.purpose === purpose).length === 1;
    return isTold ? `for ${purpose}, layer ${layer}` : `${name}, layer ${layer}`;
}
