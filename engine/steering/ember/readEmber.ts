import {editsOf, type Steering, steeringSchema, unknownKeys} from "../../contract/index.ts";
import {invalid, type JsonObject, objectAt, parseObject} from "./emberJson.ts";
import {readEdits} from "./readEdits.ts";
import {readScopes} from "./readScopes.ts";
import type {EmberReading, EmberSteering} from "./types.ts";
import {emberForm} from "./writeEmber.ts";

/** What it is called where the file has no name. */
const UNNAMED = "From Ember";

/**
 * Ember's variant JSON (`edits`, older or newer) or controller JSON (`interventions`), also as it goes in a request (`{controller}`). What Saelor wrote comes back
 * exactly as it was, unless Ember's part was changed since: then that counts.
 * @param dictionary whose features `index_in_sae` counts
 * @throws EngineError `input/invalid` (no JSON, no such form), `steering/bad-edit` (an edit or condition in it)
 */
export function readEmber(text: string, dictionary: string): EmberSteering {
    const file = parseObject(text);
    const reading: EmberReading = {dictionary, labels: new Map(), notes: new Set(), groups: new Set()};
    const read = readForm(file, reading);
    const ours = file.saelor === undefined ? undefined : readOurs(file.saelor);
    const isOurs = ours !== undefined && sameForm(ours, read, dictionary);
    const steering = isOurs ? ours : read;
    if (ours !== undefined && !isOurs)
        reading.notes.add("Its edits were changed after Saelor wrote it: they are read as Ember would, without Saelor's own settings.");
    const unknown = isOurs ? unknownKeys((file.saelor as JsonObject).steering, ours) : [];
    if (!isOurs) noteReplaced(steering, reading);
    const name = nameOf(file);
    const notes = [...(isOurs ? [] : reading.notes), ...unknown];
    return {name: name ?? UNNAMED, isNamed: name !== undefined, baseModel: baseModelOf(file), steering, labels: Object.fromEntries(reading.labels), notes};
}

function readForm(file: JsonObject, reading: EmberReading): Steering {
    const holder =
        file.edits === undefined && file.interventions === undefined && file.controller !== undefined ? objectAt(file.controller, "controller") : file;
    if (holder.edits === undefined && holder.interventions === undefined && holder.scopes === undefined)
        throw invalid("neither edits nor interventions: an Ember variant has the one, a controller the other");
    const edits = readEdits(holder, "the variant", reading);
    const rules = readScopes(holder, "the variant", reading);
    return checked({edits, scope: "answer", ...(rules.length > 0 && {rules})});
}

/** @throws EngineError `input/invalid` */
function readOurs(value: unknown): Steering {
    return checked(objectAt(value, "saelor").steering);
}

function checked(value: unknown): Steering {
    const {success, data, error} = steeringSchema.safeParse(value);
    if (success) return data;
    const [issue] = error.issues;
    throw invalid(`${issue!.path.join(".")}: ${issue!.message}`, error);
}

/** Whether Ember's part of a file still says what Saelor wrote there. */
function sameForm(ours: Steering, read: Steering, dictionary: string): boolean {
    const reading: EmberReading = {dictionary, labels: new Map(), notes: new Set(), groups: new Set()};
    return JSON.stringify(readForm(emberForm({steering: ours, labels: {}}), reading)) === JSON.stringify(read);
}

function noteReplaced({edits, rules = []}: Steering, {notes}: EmberReading): void {
    const ruled = new Set(editsOf({edits: [], rules}).map(({feature}) => feature));
    if (edits.some(({feature}) => ruled.has(feature))) notes.add("Where a condition holds, its edits act in place of the variant's own on the same features.");
}

function nameOf({name, saelor}: JsonObject): string | undefined {
    const said = (saelor as {name?: unknown} | undefined)?.name ?? name;
    return typeof said === "string" && said.trim() !== "" ? said.trim().slice(0, 200) : undefined;
}

function baseModelOf({base_model: said}: JsonObject): string | undefined {
    return typeof said === "string" && said.trim() !== "" ? said.trim().slice(0, 200) : undefined;
}
