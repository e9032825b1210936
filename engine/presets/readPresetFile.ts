import {open} from "node:fs/promises";
import {basename} from "node:path";
import {EngineError, featuresOfSteering, PRESET_FORMAT, PRESET_SUFFIX, type Preset, presetFileSchema} from "../contract/index.ts";
import {parseObject, readEmber} from "../steering/index.ts";

/** A hundred long examples are a few MB. */
const MAX_BYTES = 64 << 20;
const VERSION = 1;

/** What a file holds, before it is kept. */
export interface ReadPreset {
    readonly preset: Omit<Preset, "id" | "key">;
    readonly notes: readonly string[];
}

/** @throws EngineError `input/invalid` (neither or both are given), `file/*` */
export async function readInput({path, file}: {readonly path?: string | undefined; readonly file?: File | undefined}): Promise<{name: string; text: string}> {
    if ((path === undefined) === (file === undefined)) throw new EngineError("input/invalid", {detail: "give a path or a file"});
    if (file !== undefined) {
        requireSmall(file.name, file.size);
        return {name: file.name, text: await file.text()};
    }
    try {
        await using opened = await open(path!, "r");
        requireSmall(path!, (await opened.stat()).size);
        return {name: basename(path!), text: await opened.readFile("utf8")};
    } catch (error) {
        const {code} = error as NodeJS.ErrnoException;
        if (code === "ENOENT") throw new EngineError("file/not-found", {path: path!}, {cause: error});
        if (code === "EACCES" || code === "EPERM") throw new EngineError("file/no-permission", {path: path!, operation: "read"}, {cause: error});
        if (code === "EISDIR") throw new EngineError("input/invalid", {detail: `${path} is a folder`}, {cause: error});
        throw error;
    }
}

/**
 * Our own preset file, or Ember's JSON in any of its forms.
 * @param dictionary whose features an Ember file means, which names none; undefined: nothing is loaded
 * @throws EngineError `input/invalid`, `steering/*`, `model/not-loaded` (an Ember file, and nothing to look its features up in)
 */
export function readPreset({name, text}: {readonly name: string; readonly text: string}, dictionary: string | undefined): ReadPreset {
    const object = parseObject(text, MAX_BYTES);
    return object.format === PRESET_FORMAT ? readOurs(object) : readEmbers(name, text, dictionary);
}

function readOurs(object: Readonly<Record<string, unknown>>): ReadPreset {
    if (typeof object.version === "number" && object.version > VERSION)
        throw new EngineError("input/invalid", {detail: `a preset file of version ${object.version}, which a newer Saelor wrote; ${VERSION} is read here`});
    const {success, data, error} = presetFileSchema.safeParse(object);
    if (success) {
        const {format: _format, version: _version, id: _id, ...preset} = data;
        return {preset, notes: []};
    }
    const [issue] = error.issues;
    throw new EngineError("input/invalid", {detail: `in the preset file, ${issue!.path.join(".")}: ${issue!.message}`}, {cause: error});
}

function readEmbers(fileName: string, text: string, dictionary: string | undefined): ReadPreset {
    const {name, steering, labels, notes, isNamed} = readEmber(text, dictionary ?? NOBODYS);
    if (featuresOfSteering(steering).some((named) => named.dictionary === NOBODYS)) throw new EngineError("model/not-loaded", {});
    const now = Date.now();
    const stem = fileName
        .replace(/\.[^.]*$/, "")
        .replace(PRESET_SUFFIX, "")
        .trim()
        .slice(0, 200);
    const empty = {description: "", tags: [], dictionaries: [], examples: [], evidence: []};
    return {preset: {...empty, name: isNamed || stem === "" ? name : stem, steering, labels, createdAt: now, updatedAt: now}, notes};
}

/** No dictionary has this id; what Saelor itself wrote names its own, and needs none. */
const NOBODYS = "no dictionary is loaded";

function requireSmall(path: string, gotBytes: number): void {
    if (gotBytes > MAX_BYTES) throw new EngineError("file/too-large", {path, limitBytes: MAX_BYTES, gotBytes, detail: "a preset is much smaller"});
}
