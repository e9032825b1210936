import {isAbsolute, resolve} from "node:path";
import {EngineError, isEngineError, type Look} from "../contract/index.ts";
import {lookAtSource} from "../dictionaries/index.ts";
import {readDictionaryInfo} from "./readDictionaryInfo.ts";
import {readModelFacts} from "./readModelFacts.ts";
import {splitParts} from "./splitParts.ts";
import {startsAsGguf} from "./startsAsGguf.ts";

/**
 * What a file or folder is, found out by its content: a model, a `.sae.gguf`, or a dictionary as it was published.
 * @throws EngineError `input/invalid` for a path that is not whole; `file/*`, `model/*`, `dictionary/*` where it is none of them, or damaged
 */
export async function look(given: string): Promise<Look> {
    if (!isAbsolute(given)) throw new EngineError("input/invalid", {detail: `${given} is not a whole path`});
    const path = resolve(given);
    if (!(await startsAsGguf(path))) return lookAtSource(path);
    try {
        const model = splitParts(path)[0]!;
        return {kind: "model", path: model, facts: await readModelFacts(model)};
    } catch (error) {
        if (isEngineError(error, "model/wrong-kind") && error.data.got === "a dictionary")
            return {kind: "dictionary", path, info: await readDictionaryInfo(path)};
        throw error;
    }
}
