import {readdir, readFile, stat} from "node:fs/promises";
import {basename, dirname, join} from "node:path";
import {EngineError} from "../../contract/errors.ts";
import type {ConfigFile} from "./types.ts";

/** A configuration has a kilobyte or two. */
const MAX_BYTES = 1 << 20;
const MAX_FILES = 64;
/** Names that formats publish their configuration under, one folder above the weights too. */
const KNOWN_NAMES: ReadonlySet<string> = new Set(["cfg.json", "config.json", "hyperparams.json"]);

/**
 * JSON objects that may describe these weights: those in their folder, then the ones with a known name in the folder above.
 * Other JSON files may be anything, so those that can't be read are left out; of the known ones the problem is kept.
 */
export async function readConfigs(weightsPath: string): Promise<ConfigFile[]> {
    const folder = dirname(weightsPath);
    const above = dirname(folder);
    const beside = (await jsonFiles(folder)).map((path) => readConfig(path));
    const higher = above === folder ? [] : (await jsonFiles(above)).filter((path) => KNOWN_NAMES.has(basename(path))).map((path) => readConfig(path));
    const configs = await Promise.all([...beside, ...higher]);
    return configs.filter(({path, json}) => json !== undefined || KNOWN_NAMES.has(basename(path)));
}

async function jsonFiles(folder: string): Promise<string[]> {
    const names = await readdir(folder).catch(() => []);
    const isKnown = (name: string) => Number(KNOWN_NAMES.has(name));
    return names
        .filter((name) => name.endsWith(".json"))
        .sort((a, b) => isKnown(b) - isKnown(a) || a.localeCompare(b))
        .slice(0, MAX_FILES)
        .map((name) => join(folder, name));
}

async function readConfig(path: string): Promise<ConfigFile> {
    const malformed = (detail: string, cause?: unknown) => ({path, problem: new EngineError("file/malformed", {path, format: "JSON", detail}, {cause})});
    try {
        const stats = await stat(path);
        if (!stats.isFile()) return malformed("it is not a regular file");
        if (stats.size > MAX_BYTES) return malformed(`${stats.size} bytes; a configuration has at most ${MAX_BYTES}`);
        const json: unknown = JSON.parse(new TextDecoder("utf-8", {fatal: true}).decode(await readFile(path)));
        if (typeof json !== "object" || json === null || Array.isArray(json)) return malformed("it holds no JSON object");
        return {path, json: json as Record<string, unknown>};
    } catch (cause) {
        return malformed(cause instanceof Error ? cause.message.slice(0, 200) : "it can't be read", cause);
    }
}
