import {availableParallelism} from "node:os";
import {EngineError} from "../contract/index.ts";
import {OpenFile} from "../dictionaries/files/OpenFile.ts";
import {type ModelHeader, readModelHeader} from "../dictionaries/index.ts";
import type {NativeMatrix} from "../native/AddonTypes.ts";
import {nativeAddon} from "./nativeAddon.ts";
import {native} from "./nativeErrors.ts";
import {strongestTokens, type TokenLogit} from "./strongestTokens.ts";

const F32 = 0;

/** Which tokens a direction of the residual speaks for. */
export interface LogitLens {
    /**
     * Logits = W_U (direction x final norm's weight), the norm's division left out: it is the same for all tokens of a position.
     * @param direction [dModel], such as a decoder row
     * @returns the k most promoted and most suppressed tokens, strongest first
     */
    read(direction: Float32Array, k: number): Promise<{readonly promoted: readonly TokenLogit[]; readonly suppressed: readonly TokenLogit[]}>;
}

/**
 * Opens a model's unembedding where it lies, memory-mapped, in any quantisation; of a split model in whichever part holds it. Models with tied
 * embeddings use those.
 * @param parts files of the model, in order
 * @throws EngineError `file/*`, `model/load-failed` where there is no unembedding or final norm; `native/failed`
 * @see nostalgebraist 2020, "interpreting GPT: the logit lens"
 */
export async function openLogitLens(parts: readonly string[]): Promise<LogitLens> {
    const headers = await Promise.all(parts.map((part) => readModelHeader(part)));
    const output = find(headers, "output.weight") ?? find(headers, "token_embd.weight");
    const norm = find(headers, "output_norm.weight");
    if (output === undefined || norm === undefined)
        throw new EngineError("model/load-failed", {path: parts[0]!, detail: `it has no ${output === undefined ? "unembedding" : "final norm"}`});
    const [columns = 0, rows = 0] = output.shape;
    if (norm.typeNumber !== F32 || norm.shape[0] !== columns)
        throw new EngineError("model/load-failed", {path: norm.path, detail: "its final norm is not F32 of the width of its unembedding"});
    const weight = await readFloats(norm.path, norm.at, columns);
    const matrix: NativeMatrix = native(() => new (nativeAddon().Matrix)({path: output.path, type: output.typeNumber, offset: output.at, columns, rows}));
    return {
        async read(direction, k) {
            if (direction.length !== columns)
                throw new EngineError("engine/internal", {detail: `a direction of ${direction.length} numbers in a model of ${columns}`});
            const logits = await matrix.multiply(
                direction.map((value, i) => value * weight[i]!),
                availableParallelism()
            );
            return {promoted: strongestTokens(logits, k, 1), suppressed: strongestTokens(logits, k, -1)};
        }
    };
}

function find(headers: readonly ModelHeader[], name: string) {
    for (const {path, tensors, dataOffset} of headers) {
        const tensor = tensors.find((one) => one.name === name);
        if (tensor !== undefined) return {...tensor, path, at: dataOffset + tensor.offset};
    }
    return undefined;
}

async function readFloats(path: string, at: number, n: number): Promise<Float32Array> {
    const file = await OpenFile.open(path);
    try {
        const bytes = new Uint8Array(4 * n);
        await file.readExactly(bytes, at);
        return new Float32Array(bytes.buffer);
    } finally {
        await file.close();
    }
}
