import {readFile} from "node:fs/promises";
import {basename, join} from "node:path";
import {z} from "zod";
import {type CatalogueDictionary, type CatalogueEntry, catalogueEntrySchema, type DictionaryEntry, EngineError, type ModelEntry} from "../contract/index.ts";
import {parseModelName} from "./parseModelName.ts";

/**
 * Saelor's own list of models that are known to have dictionaries. What repositories do not publish is not in it, hashes least of all.
 * @param resources folder that holds `catalogue.json`
 * @throws EngineError `file/malformed`; a copy of Saelor without the file has an empty list
 */
export async function readCatalogue(resources: string): Promise<CatalogueEntry[]> {
    const path = join(resources, "catalogue.json");
    let text: string;
    try {
        text = await readFile(path, "utf8");
    } catch {
        return [];
    }
    try {
        return z.object({entries: z.array(catalogueEntrySchema)}).parse(JSON.parse(text)).entries;
    } catch (cause) {
        const detail = cause instanceof z.ZodError ? z.prettifyError(cause) : String(cause);
        throw new EngineError("file/malformed", {path, format: "catalogue.json", detail}, {cause});
    }
}

/** Marks what is already here. */
export function withInstalled(entries: readonly CatalogueEntry[], models: readonly ModelEntry[], dictionaries: readonly DictionaryEntry[]): CatalogueEntry[] {
    return entries.map((entry) => ({
        ...entry,
        files: entry.files.map((file) => {
            const here = models.find(({path, available}) => available && basename(path) === basename(file.files[0]!.path));
            return here === undefined ? file : {...file, modelId: here.id};
        }),
        dictionaries: entry.dictionaries.map((dictionary) => {
            const here = dictionaries.find(({info}) => info !== undefined && isSame(dictionary, info));
            return here === undefined ? dictionary : {...dictionary, installed: here.path};
        })
    }));
}

/** A converted file has another name than what it was made of, so it is known by what it says. */
function isSame(listed: CatalogueDictionary, info: NonNullable<DictionaryEntry["info"]>): boolean {
    const same = (["dModel", "nFeatures", "layer"] as const).every((key) => listed[key] === info[key]);
    const l0 = listed.l0 === undefined || info.cardL0 === undefined || Math.abs(listed.l0 - info.cardL0) < 1;
    const format = info.format === undefined || info.format === listed.format;
    return same && l0 && format && (info.trainedOn === undefined || sameName(listed.trainedOn, info.trainedOn));
}

function sameName(a: string, b: string): boolean {
    const [one, other] = [parseModelName(a), parseModelName(b)];
    return one.family === other.family && one.version === other.version && one.size === other.size && one.tuning === other.tuning;
}
