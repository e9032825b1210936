import {createReadStream} from "node:fs";
import {stat} from "node:fs/promises";
import {basename} from "node:path";
import type {DictionaryFile} from "../../dictionaries/index.ts";
import {labelFileError, malformedLabels} from "./labelFileErrors.ts";
import {neuronpediaFiles} from "./neuronpediaFolder.ts";

/** A file to read labels from, on disk or sent by the page. */
export interface LabelFileInput {
    /** where it lies, or its name */
    readonly path: string;
    /** as it lies there, packed or not */
    readonly bytes: number;
    readonly open: () => AsyncIterable<Uint8Array>;
}

/** A file or folder on this machine, or a file itself. */
export type LabelInput = string | File;

/**
 * The files that an input stands for, in order.
 * @throws EngineError `file/not-found`, `file/no-permission`, `file/malformed`, `input/invalid`
 */
export async function labelFiles(input: LabelInput, dictionary: DictionaryFile): Promise<LabelFileInput[]> {
    if (typeof input !== "string") return [{path: input.name, bytes: input.size, open: () => input.stream()}];
    try {
        const facts = await stat(input);
        if (facts.isDirectory()) return await Promise.all((await neuronpediaFiles(input, dictionary)).map(fileOnDisk));
        // a pipe or a device never ends
        if (!facts.isFile()) throw malformedLabels(input, "neither a file nor a folder");
        return [await fileOnDisk(input)];
    } catch (error) {
        throw labelFileError(error, input);
    }
}

/** What labels of this input are called when nothing in it says who made them: `my-labels` of `my-labels.csv.gz`. */
export function inputName(input: LabelInput): string {
    const name = basename(typeof input === "string" ? input : input.name);
    return name.replace(/\.gz$/i, "").replace(/(\.labels)?\.(jsonl?|csv|tsv|txt)$/i, "") || "import";
}

async function fileOnDisk(path: string): Promise<LabelFileInput> {
    const {size} = await stat(path);
    return {path, bytes: size, open: () => createReadStream(path)};
}
