import {basename, isAbsolute} from "node:path";
import {type Acquire, type ConversionOptions, EngineError, type Run} from "../contract/index.ts";
import {parseRepoName} from "../library/download/parseRepoName.ts";
import type {Runner} from "../runs/createRunner.ts";

interface Convert {
    readonly path: string;
    readonly conversion: ConversionOptions;
    readonly pairWith?: string | undefined;
}

/** The library's long work, each as one run. Asking for the same again while it is under way gives the run that there is. */
export function libraryRuns(runs: Runner) {
    return {
        /** @throws EngineError `input/invalid` */
        acquire(input: Acquire): Run {
            if (input.model === undefined && input.dictionary === undefined)
                throw new EngineError("input/invalid", {detail: "neither a model nor a dictionary to fetch"});
            for (const source of [input.model, input.dictionary]) if (source !== undefined) parseRepoName(source.repo);
            return runs.startOnce({kind: "acquire", title: input.title, input});
        },
        /** @throws EngineError `input/invalid` */
        convert(input: Convert): Run {
            if (!isAbsolute(input.path)) throw new EngineError("input/invalid", {detail: `${input.path} is not a whole path`});
            return runs.startOnce({kind: "convert", title: input.conversion.name ?? basename(input.path), input});
        }
    };
}
