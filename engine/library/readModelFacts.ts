import {basename} from "node:path";
import {EngineError, type ModelFacts} from "../contract/index.ts";
import {type ModelHeader, readModelHeader} from "../dictionaries/index.ts";
import {elementsOf, quantizationName} from "../llama/quantizationName.ts";
import {modelFileName, splitParts} from "./splitParts.ts";
import {statFile} from "./statFile.ts";

/** `general.architecture` of files that llama.cpp makes beside language models, and of models that answer nothing. */
const NO_LANGUAGE_MODEL: Readonly<Record<string, string>> = {
    sae: "a dictionary",
    clip: "a model's eyes or ears (mmproj)",
    imatrix: "an importance matrix",
    bert: "a model for embeddings",
    "nomic-bert": "a model for embeddings",
    "nomic-bert-moe": "a model for embeddings",
    "jina-bert-v2": "a model for embeddings",
    "jina-bert-v3": "a model for embeddings",
    t5encoder: "a model for embeddings",
    "wavtokenizer-dec": "a model for speech"
};

/**
 * What a GGUF language model says about itself; of a split one any part may be named, and all must be there. Weights are not read.
 * @throws EngineError `file/not-found`, `file/no-permission`, `file/truncated`, `file/malformed`, `model/wrong-kind`; `model/load-failed` where
 * parts are missing
 */
export async function readModelFacts(path: string): Promise<ModelFacts> {
    const parts = splitParts(path);
    const missing = (await Promise.all(parts.map(async (part) => ((await statFile(part)) === undefined ? [basename(part)] : [])))).flat();
    if (parts.length > 1 && missing.length > 0)
        throw new EngineError("model/load-failed", {path, detail: `${missing.length} of ${parts.length} parts are missing: ${missing.join(", ")}`});
    const headers: ModelHeader[] = [];
    for (const part of parts) headers.push(await readModelHeader(part));
    return factsOf(headers);
}

function factsOf(headers: readonly ModelHeader[]): ModelFacts {
    const {path, metadata} = headers[0]!;
    const tensors = headers.flatMap((header) => header.tensors);
    const refuse = (what: string) => new EngineError("model/wrong-kind", {path, got: what});
    const architecture = metadata.get("general.architecture");
    if (typeof architecture !== "string" || architecture === "") throw malformed(path, "general.architecture is missing");
    if (metadata.get("general.type") === "adapter") throw refuse("an adapter (LoRA)");
    if (metadata.get("general.type") === "imatrix") throw refuse("an importance matrix");
    const other = NO_LANGUAGE_MODEL[architecture];
    if (other !== undefined) throw refuse(other);
    if (tensors.length === 0) throw refuse("a vocabulary without weights");
    const text = (key: string) => {
        const value = metadata.get(key);
        return typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;
    };
    const count = (key: string) => {
        const value = metadata.get(`${architecture}.${key}`);
        if (typeof value !== "number" || !Number.isInteger(value) || value < 1)
            throw malformed(path, `${architecture}.${key}: a whole number above 0 is expected`);
        return value;
    };
    const quantization = quantizationName(metadata.get("general.file_type"), tensors);
    const license = text("general.license");
    return {
        name: text("general.name") ?? modelFileName(path),
        architecture,
        nLayers: count("block_count"),
        dModel: count("embedding_length"),
        nParameters: tensors.reduce((sum, {shape}) => sum + elementsOf(shape), 0),
        ...(quantization !== undefined && {quantization}),
        trainedContextSize: count("context_length"),
        bytes: headers.reduce((sum, {fileBytes}) => sum + fileBytes, 0),
        ...(license !== undefined && {license}),
        chat: text("tokenizer.chat_template") !== undefined
    };
}

function malformed(path: string, detail: string) {
    return new EngineError("file/malformed", {path, format: "GGUF model", detail});
}
