import {rm, stat} from "node:fs/promises";
import {basename, join} from "node:path";
import {type ConversionOptions, isEngineError} from "../../contract/index.ts";
import {convertDictionary} from "../../dictionaries/index.ts";
import type {Progress} from "../../runs/types.ts";
import {ensureFolder} from "../../store/ensureFolder.ts";
import {freeName} from "./freeName.ts";
import {placeFile} from "./placeFile.ts";
import {safeName} from "./safeName.ts";

export interface Installation {
    /** a published dictionary, or a `.sae.gguf`, which needs no conversion */
    readonly input: string;
    /** whether `input` may be moved away: it was fetched for this */
    readonly ours: boolean;
    /** for what is not whole yet, on the disk of the library */
    readonly incoming: string;
    readonly dictionariesFolder: string;
    /** for its file; made safe here */
    readonly name: string;
    readonly conversion: ConversionOptions;
    /** chosen by an earlier call */
    readonly target: string | undefined;
    readonly keepTarget: (target: string) => void;
    readonly signal: AbortSignal;
    readonly onProgress: (progress: Progress) => void;
}

const ENDING = ".sae.gguf";

/**
 * Makes a `.sae.gguf` of a dictionary and gives it its place in the library, without replacing anything. After a kill it may be called again with the
 * target that was kept.
 * @returns its path
 * @throws EngineError what `convertDictionary` throws; the signal's reason
 */
export async function installDictionary(installation: Installation): Promise<string> {
    const {input, ours, incoming, dictionariesFolder, name, target, keepTarget} = installation;
    const moved = ours && isCanonical(input);
    const whole = moved ? input : join(incoming, "converted", `dictionary${ENDING}`);
    if (target !== undefined) {
        if (!(await exists(whole)) && (await exists(target))) return target;
        if ((await exists(whole)) && (await isPlaced(whole, target))) return target;
    }
    if (!moved) {
        await rm(join(incoming, "converted"), {recursive: true, force: true});
        await convert(installation, whole);
    }
    for (;;) {
        const free = await freeName(join(dictionariesFolder, safeName(name)), ENDING, async (path) => !(await exists(path)));
        keepTarget(free);
        if (await isPlaced(whole, free)) return free;
    }
}

/** @returns false where somebody took the name meanwhile */
async function isPlaced(whole: string, target: string): Promise<boolean> {
    try {
        await placeFile(whole, target);
        return true;
    } catch (error) {
        if (isEngineError(error, "file/exists")) return false;
        throw error;
    }
}

async function convert({input, incoming, conversion, signal, onProgress}: Installation, output: string): Promise<void> {
    const {layer, k, weightType, name, trainedOn} = conversion;
    ensureFolder(join(incoming, "converted"));
    const stages = {hash: "verifying", write: "converting"} as const;
    await convertDictionary(
        {input, output, layer, k, weightType, name, model: trainedOn},
        {
            signal,
            onProgress: ({stage, doneBytes, totalBytes}) =>
                onProgress({stage: stages[stage], done: doneBytes, total: totalBytes, unit: "bytes", note: basename(input)})
        }
    );
}

export const isCanonical = (path: string) => /\.sae\.gguf$/i.test(path);

async function exists(path: string): Promise<boolean> {
    return (await stat(path).catch(() => undefined)) !== undefined;
}
