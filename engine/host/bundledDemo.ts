import {existsSync} from "node:fs";
import {join} from "node:path";
import type {ModelRecipe} from "../library/types.ts";
import {readDemo} from "./demo.ts";

export type {ModelRecipe};

export const DEMO_ID = "demo";

/**
 * The model that comes with Saelor.
 * @returns undefined when this copy of Saelor was packed without it
 * @throws EngineError `file/malformed`
 */
export function bundledDemo(resources: string): ModelRecipe | undefined {
    const folder = join(resources, "demo");
    if (!existsSync(join(folder, "demo.json"))) return undefined;
    const {name, model, dictionaries, sampling, prompts, text, corpus, evaluation} = readDemo(folder);
    return {
        id: DEMO_ID,
        name,
        path: join(folder, model),
        origin: "bundled",
        options: {},
        dictionaries: dictionaries.map(({file, labels, purpose}) => ({path: join(folder, file), labels: labels && join(folder, labels), purpose})),
        prompts,
        sampling,
        text: text && join(folder, text),
        corpus: corpus && join(folder, corpus),
        evaluation: evaluation && join(folder, evaluation)
    };
}
