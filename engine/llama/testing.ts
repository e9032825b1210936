import {readFileSync} from "node:fs";
import {mkdtemp} from "node:fs/promises";
import {tmpdir} from "node:os";
import path from "node:path";
import {fileURLToPath} from "node:url";
import {DEFAULT_SAMPLING} from "../contract/index.ts";
import {convertDictionary, type DictionaryFile, readDictionaryFile, readTensorF32, writeDictionaryFile} from "../dictionaries/index.ts";
import type {GenerateRequest, RawSteering, SteerableModel, Turn} from "./types.ts";

const here = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

/** The model that an independent float64 program was run on, and what it got. */
export const PARITY_MODEL = here("../fixtures/parity-1/model.gguf");
export const PARITY_EXPECTED = JSON.parse(readFileSync(here("../fixtures/parity-1/expected.json"), "utf8")) as {
    readonly layer: number;
    readonly tokens: readonly number[];
    readonly residual: {readonly shape: readonly [number, number]; readonly data: readonly number[]};
    readonly top8_per_token: readonly (readonly (readonly [feature: number, activation: number])[])[];
    readonly l0_per_token: readonly number[];
    readonly fvu: number;
    readonly token_logprobs: readonly number[];
    readonly logprobs_last: readonly number[];
    readonly edits: Readonly<
        Record<
            string,
            {
                readonly edits: readonly {readonly feature: number; readonly mode: "add" | "pin" | "scale"; readonly value: number}[];
                readonly token_logprobs: readonly number[];
                readonly logprobs_last: readonly number[];
            }
        >
    >;
};

/** What replacements.py got: log-probabilities with the residual replaced at every position, and |x - xhat|^2 of each. */
export const PARITY_REPLACED = JSON.parse(readFileSync(here("../fixtures/parity-1/replacements.json"), "utf8")) as Readonly<Record<string, readonly number[]>>;

/** Tokens that decoder rows promote and suppress, by the same program: [token, logit]. */
export const PARITY_LENS = JSON.parse(readFileSync(here("../fixtures/parity-1/lens.json"), "utf8")) as readonly {
    readonly feature: number;
    readonly promoted: readonly (readonly [token: number, logit: number])[];
    readonly suppressed: readonly (readonly [token: number, logit: number])[];
}[];

/** Its dictionary, converted from the PyTorch checkpoint. */
export async function parityDictionary(): Promise<DictionaryFile> {
    const folder = await mkdtemp(path.join(tmpdir(), "saelor-parity-"));
    return convertDictionary({input: here("../fixtures/parity-1/sae.pth"), output: path.join(folder, "parity.sae.gguf"), layer: PARITY_EXPECTED.layer});
}

/** The same weights in a file that says that they are to be used under another normalisation. */
export async function normalised(file: DictionaryFile, normalization: DictionaryFile["normalization"]): Promise<DictionaryFile> {
    const {tensors, path: source, ...about} = file;
    const {nFeatures, dModel} = about;
    const encoder = await readTensorF32(file, tensors.encoderWeight);
    // the centring of layer_norm is folded into the encoder
    if (normalization === "layer_norm") {
        for (let row = 0; row < nFeatures; row++) {
            const numbers = encoder.subarray(row * dModel, (row + 1) * dModel);
            const mean = numbers.reduce((sum, value) => sum + value, 0) / dModel;
            for (let i = 0; i < dModel; i++) numbers[i]! -= mean;
        }
    }
    const tensor = (name: string, shape: readonly number[], values: Float32Array) => ({
        path: source,
        name,
        shape,
        chunks: async function* () {
            yield values;
        }
    });
    const as = async (name: "decoderWeight" | "decoderBias" | "encoderBias") => tensor(name, tensors[name].shape, await readTensorF32(file, tensors[name]));
    return writeDictionaryFile(path.join(path.dirname(source), `${normalization}.sae.gguf`), {
        metadata: {...about, normalization},
        weightType: "F32",
        tensors: {
            encoderWeight: tensor("encoderWeight", tensors.encoderWeight.shape, encoder),
            encoderBias: await as("encoderBias"),
            decoderWeight: await as("decoderWeight"),
            decoderBias: await as("decoderBias")
        }
    });
}

export const DEMO = {
    model: here("../../resources/demo/model.gguf"),
    sweep: (JSON.parse(readFileSync(here("../../resources/demo/demo.json"), "utf8")) as {sweep: {feature: number}}).sweep,
    steering: () => readDictionaryFile(here("../../resources/demo/steering.sae.gguf")),
    classification: () => readDictionaryFile(here("../../resources/demo/classification.sae.gguf"))
};

export const UNSTEERED: RawSteering = {edits: [], scope: "answer"};
export const GREEDY = {...DEFAULT_SAMPLING, temperature: 0, maxTokens: 24};

export const aRequest = (content: string, steering: RawSteering = UNSTEERED, more: Partial<GenerateRequest> = {}): GenerateRequest => ({
    turns: [{role: "user", content}] satisfies Turn[],
    steering,
    sampling: GREEDY,
    ...more
});

/** A whole answer. */
export async function answerOf(model: SteerableModel, lane: number, request: GenerateRequest, signal?: AbortSignal) {
    let text = "";
    const events = model.generate(lane, request, signal);
    for (;;) {
        const next = await events.next();
        if (next.done) return {text, ...next.value};
        if (next.value.type === "token") text += next.value.text;
    }
}

export const largestDifference = (a: ArrayLike<number>, b: ArrayLike<number>) => Math.max(...Array.from(a, (value, i) => Math.abs(value - b[i]!)));
