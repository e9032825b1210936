import type {DictionaryInfo} from "../../../engine/contract/models.ts";

const backends: Record<string, string> = {cpu: "CPU", cuda: "CUDA", metal: "Metal", vulkan: "Vulkan"};

/** A backend as its makers write it. */
export const backendName = (backend: string) => backends[backend.toLowerCase()] ?? backend;

/** What a model that is being loaded is at. */
export const stageWords = {model: "Reading the model", context: "Making room", dictionaries: "Reading its dictionary", "warm-up": "Warming up"};

/** letters and digits alone: `Llama-3.2` and `llama 3.2` are one name */
const flat = (name: string) => name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, "");

/** What a model is called: by its name in the library, and by what it calls itself where the first does not tell that. */
export const modelTitle = (name: string, own: string | undefined) => (own === undefined || flat(name).includes(flat(own)) ? name : `${name} (${own})`);

/** Whether a name tells a fact already: `layer 2` is not told by `layer 21`. */
export const tells = (name: string, fact: string) => new RegExp(`(?<![\\d.,])${fact}(?!\\d)`, "i").test(name.replaceAll(/(?<=\d),(?=\d{3})/g, ""));

/** What a dictionary is called where there is little room: by its purpose where that tells it apart, else by its name. */
export function shortName(dictionary: DictionaryInfo, all: readonly DictionaryInfo[]): string {
    const {purpose, name, layer} = dictionary;
    const isTold = purpose !== undefined && all.filter((other) => other.purpose === purpose).length === 1;
    return isTold ? `for ${purpose}, layer ${layer}` : tells(name, `layer ${layer}`) ? name : `${name}, layer ${layer}`;
}
