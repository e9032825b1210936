import {dirname, join} from "node:path";
import {EngineError} from "../../contract/errors.ts";
import {Config} from "./Config.ts";
import type {Source} from "./types.ts";

/**
 * The nearest configuration that is this format's.
 * @param isMine by content
 * @returns undefined when there is none
 * @throws EngineError `file/malformed` when there is none, but one that might have been it can't be read
 */
export function findConfig({configs}: Pick<Source, "configs">, isMine: (config: Config) => boolean): Config | undefined {
    for (const {path, json} of configs) {
        const config = json && new Config(path, json);
        if (config && isMine(config)) return config;
    }
    const problem = configs.find((config) => config.problem)?.problem;
    if (problem) throw problem;
    return undefined;
}

/**
 * The same, for a format that is nothing without it.
 * @param name under which it is published
 * @throws EngineError `file/not-found` with the path where it should be
 */
export function requireConfig(source: Source, name: string, isMine: (config: Config) => boolean): Config {
    const config = findConfig(source, isMine);
    if (config) return config;
    throw new EngineError("file/not-found", {path: join(dirname(source.path), name)});
}
