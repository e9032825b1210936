import {basename, dirname, extname, resolve} from "node:path";
import {EngineError} from "../contract/errors.ts";
import {layerIndex} from "../contract/ids.ts";
import {assertAbsent} from "./files/assertAbsent.ts";
import {hashFile} from "./files/hashFile.ts";
import {assertWholeBlocks} from "./numbers/assertWholeBlocks.ts";
import {openDictionarySource} from "./openDictionarySource.ts";
import type {SourceDictionary} from "./readers/types.ts";
import type {DictionaryFile, DictionaryMetadata, RunOptions, WeightType} from "./types.ts";
import {writeDictionaryFile} from "./writeDictionaryFile.ts";

export interface Conversion {
    /** a published dictionary: a file of weights, its configuration, or the folder of both */
    readonly input: string;
    /** the `.sae.gguf` to write */
    readonly output: string;
    /** layer after which the dictionary reads the residual; absent: what the source tells */
    readonly layer?: number | undefined;
    /** features kept per token, of a top-k dictionary; absent: what the source tells */
    readonly k?: number | undefined;
    /** absent: the source's own precision */
    readonly weightType?: WeightType | undefined;
    readonly name?: string | undefined;
    /** model that it was trained on */
    readonly model?: string | undefined;
    readonly overwrite?: boolean | undefined;
}

/**
 * Turns a published dictionary into a `.sae.gguf`: recognise, hash, write. Memory stays bounded whatever the size; a failure or an abort
 * leaves the output as it was.
 * @throws EngineError what the readers and `writeDictionaryFile` throw; `dictionary/needs` where neither source nor caller tell layer or k; the
 * signal's reason when aborted
 */
export async function convertDictionary(conversion: Conversion, {signal, onProgress}: RunOptions = {}): Promise<DictionaryFile> {
    const {input, output, overwrite} = conversion;
    if (resolve(input) === resolve(output)) throw new EngineError("input/invalid", {detail: "input and output are the same file"});
    signal?.throwIfAborted();
    const {source, dictionary, file, close} = await openDictionarySource(input, {signal, scratch: dirname(resolve(output))});
    try {
        // Known now, not after minutes of hashing.
        if (!overwrite) await assertAbsent(output);
        const metadata = describeConverted(dictionary, source.path, conversion);
        const weightType = conversion.weightType ?? dictionary.weightType;
        assertWholeBlocks(weightType, dictionary.dModel, source.path);
        const onBytes = (doneBytes: number) => onProgress?.({stage: "hash", doneBytes, totalBytes: file.size});
        const sourceSha256 = await hashFile(file, {checksums: source.weights.checksums, signal, onBytes});
        return await writeDictionaryFile(
            output,
            {metadata: {...metadata, sourceSha256}, weightType, tensors: dictionary.tensors},
            {overwrite, signal, onProgress}
        );
    } finally {
        await close();
    }
}

function describeConverted(source: SourceDictionary, weightsPath: string, {input, layer: chosen, k, name, model}: Conversion): DictionaryMetadata {
    const layer = chosen ?? source.layer;
    if (layer === undefined)
        throw new EngineError("dictionary/needs", {path: input, what: "layer", detail: "the source does not tell after which layer it reads"});
    if (!Number.isInteger(layer) || layer < 0 || layer > 4096)
        throw new EngineError("input/invalid", {detail: `layer ${layer}; a whole number from 0 is expected`});
    const topK = chooseTopK(source, k, input);
    // What is known of a published dictionary holds only where the user does not say that it is another one.
    const known = source.layer === undefined || layer === source.layer ? source : undefined;
    const trainedOn = model ?? known?.trainedOn;
    return {
        name: name ?? known?.name ?? describeBriefly(source, layer, trainedOn) ?? basename(weightsPath, extname(weightsPath)),
        ...(known?.license !== undefined && {license: known.license}),
        ...(trainedOn !== undefined && {trainedOn}),
        sourceFile: basename(weightsPath),
        architecture: source.architecture,
        ...(topK !== undefined && {topK}),
        ...(source.topKSigned && {topKSigned: true}),
        normalization: source.normalization,
        format: source.format,
        ...(known?.cardL0 !== undefined && {cardL0: known.cardL0}),
        dModel: source.dModel,
        nFeatures: source.nFeatures,
        layer: layerIndex(layer),
        hookSite: "resid_post"
    };
}

function chooseTopK({architecture, topK, nFeatures}: SourceDictionary, chosen: number | undefined, input: string): number | undefined {
    if (architecture !== "topk") {
        if (chosen === undefined) return undefined;
        throw new EngineError("input/invalid", {detail: `k ${chosen} for a dictionary of architecture ${architecture}, which has none`});
    }
    const k = chosen ?? topK;
    if (k === undefined) {
        throw new EngineError("dictionary/needs", {path: input, what: "k", detail: "the source does not tell how many features fire on a token"});
    }
    if (Number.isInteger(k) && k >= 1 && k <= nFeatures) return k;
    if (chosen === undefined) throw new EngineError("dictionary/unsupported", {path: input, detail: `k is ${k}, and there are ${nFeatures} features`});
    throw new EngineError("input/invalid", {detail: `k ${k}; a whole number from 1 to ${nFeatures} is expected`});
}

/** Files of weights have the same name everywhere (`sae_weights`), so what they are tells more. */
function describeBriefly({nFeatures}: SourceDictionary, layer: number, trainedOn: string | undefined): string | undefined {
    if (trainedOn === undefined) return undefined;
    const width = nFeatures >= 1024 ? `${Math.round(nFeatures / 1024)}k` : String(nFeatures);
    return `${basename(trainedOn)}, layer ${layer}, ${width} features`;
}
