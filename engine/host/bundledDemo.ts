import {existsSync} from "node:fs";
import {join} from "node:path";
import {type Demo, readDemo} from "./demo.ts";

/** A model that can be loaded, with what goes beside it; all paths absolute. */
export interface ModelRecipe {
    readonly id: string;
    readonly name: string;
    readonly path: string;
    readonly bundled: boolean;
    readonly dictionaries: readonly {readonly path: string; readonly labels?: string | undefined; readonly purpose?: string | undefined}[];
    readonly prompts: readonly string[];
    readonly sampling?: Demo["sampling"];
    /** what its pairs are measured on; absent: Saelor's general text */
    readonly text?: string | undefined;
}

export const DEMO_ID = "demo";

/**
 * The model that comes with Saelor.
 * @returns undefined when this copy of Saelor was packed without it
 * @throws EngineError `file/malformed`
 */
export function bundledDemo(resources: string): ModelRecipe | undefined {
    const folder = join(resources, "demo");
    if (!existsSync(join(folder, "demo.json"))) return undefined;
    const {name, model, dictionaries, sampling, prompts, text} = readDemo(folder);
    return {
        id: DEMO_ID,
        name,
        path: join(folder, model),
        bundled: true,
        dictionaries: dictionaries.map(({file, labels, purpose}) => ({path: join(folder, file), labels: labels && join(folder, labels), purpose})),
        prompts,
        sampling,
        text: text && join(folder, text)
    };
}
