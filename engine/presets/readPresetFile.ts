import {open} from "node:fs/promises";
import {basename} from "node:path";
import {EngineError, featuresOfSteering, PRESET_FORMAT, PRESET_SUFFIX, type Preset, presetFileSchema, type Steering, unknownKeys} from "../contract/index.ts";
import {parseObject, readEmber} from "../steering/index.ts";
import {isForeignTo} from "./comparePreset.ts";
import {mapSteering} from "./mapSteering.ts";
import type {LoadedPair} from "./types.ts";

/** A hundred long examples are a few MB. */
const MAX_BYTES = 64 << 20;
const VERSION = 1;

/** What a file holds, before it is kept. */
export interface ReadPreset {
    readonly preset: Omit<Preset, "id" | "key">;
    /** an Ember file, with only the name of its model */
    readonly isEmbers: boolean;
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

/** Whose features an Ember file means, which numbers those of a dictionary that it does not name. */
export interface EmberBinding {
    /** undefined: nothing is loaded */
    readonly dictionary: string | undefined;
    /** undefined: `dictionary` was chosen for this very file; else a file that names another model than what is loaded is bound to none */
    readonly pair?: {readonly loaded: LoadedPair | undefined};
}

/**
 * Our own preset file, or Ember's JSON in any of its forms. One of another model than the loaded has features without a dictionary, and labels by `/<feature>`.
 * @throws EngineError `input/invalid`, `steering/*`, `model/not-loaded` (an Ember file that names no model, and nothing to look its features up in)
 */
export function readPreset({name, text}: {readonly name: string; readonly text: string}, binding: EmberBinding): ReadPreset {
    const object = parseObject(text, MAX_BYTES);
    return object.format === PRESET_FORMAT ? readOurs(object) : readEmbers(name, text, binding);
}

function readOurs(object: Readonly<Record<string, unknown>>): ReadPreset {
    if (typeof object.version === "number" && object.version > VERSION)
        throw new EngineError("input/invalid", {detail: `a preset file of version ${object.version}, which a newer Saelor wrote; ${VERSION} is read here`});
    const {success, data, error} = presetFileSchema.safeParse(object);
    if (success) {
        const {format: _format, version: _version, id: _id, ...preset} = data;
        return {preset, isEmbers: false, notes: unknownKeys(object, data, "the preset file")};
    }
    const [issue] = error.issues;
    throw new EngineError("input/invalid", {detail: `in the preset file, ${issue!.path.join(".")}: ${issue!.message}`}, {cause: error});
}

function readEmbers(fileName: string, text: string, {dictionary, pair}: EmberBinding): ReadPreset {
    const read = readEmber(text, NOBODYS);
    const {name, notes, isNamed, baseModel} = read;
    const model = baseModel === undefined ? undefined : {name: baseModel, id: ""};
    const isUnbound = pair !== undefined && isForeignTo({model}, pair.loaded);
    const usesIt = featuresOfSteering(read.steering).some((named) => named.dictionary === NOBODYS);
    if (usesIt && !isUnbound && dictionary === undefined) throw new EngineError("model/not-loaded", {});
    const steering = bound(read.steering, isUnbound ? undefined : dictionary);
    const its = featuresOfSteering(steering)[0]?.dictionary ?? "";
    const labels = Object.fromEntries(Object.entries(read.labels).map(([key, label]) => [`${its}${key.slice(key.lastIndexOf("/"))}`, label]));
    const now = Date.now();
    const stem = fileName
        .replace(/\.[^.]*$/, "")
        .replace(PRESET_SUFFIX, "")
        .trim()
        .slice(0, 200);
    const empty = {description: "", tags: [], dictionaries: [], examples: [], evidence: []};
    const called = isNamed || stem === "" ? name : stem;
    const preset = {...empty, name: called, steering, labels, ...(model !== undefined && {model}), createdAt: now, updatedAt: now};
    return {preset, isEmbers: true, notes};
}

/** The features that an Ember file numbers as those of this dictionary, or of none. */
function bound(steering: Steering, to: string | undefined): Steering {
    const name = <T extends {readonly dictionary?: string | undefined}>(one: T): T => {
        if (one.dictionary !== NOBODYS) return one;
        const {dictionary: _, ...rest} = one;
        return (to === undefined ? rest : {...one, dictionary: to}) as T;
    };
    return mapSteering(steering, {edit: name, reading: name});
}

/** No dictionary has this id; what Saelor itself wrote names its own, and needs none. */
const NOBODYS = "no dictionary is loaded";

function requireSmall(path: string, gotBytes: number): void {
    if (gotBytes > MAX_BYTES) throw new EngineError("file/too-large", {path, limitBytes: MAX_BYTES, gotBytes, detail: "a preset is much smaller"});
}
