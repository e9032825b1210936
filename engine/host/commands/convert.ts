import {type Command, InvalidArgumentError, Option} from "commander";
import {type ConversionProgress, convertDictionary, type WeightType} from "../../dictionaries/index.ts";
import {interruptSignal} from "../interrupt.ts";
import {progressLine} from "../progressLine.ts";

interface ConvertOptions {
    readonly out: string;
    readonly layer?: number;
    readonly k?: number;
    readonly type?: WeightType;
    readonly name?: string;
    readonly model?: string;
    readonly force: boolean;
}

export function registerConvert(program: Command): void {
    program
        .command("convert")
        .description("turn a published dictionary into a .sae.gguf; prints one line of JSON about it")
        .argument("<path>", "dictionary as published: its file of weights (.pt, .pth, .safetensors, .npz) or the folder of weights and configuration")
        .requiredOption("--out <file>", "the .sae.gguf to write")
        .option("--layer <number>", "layer after which it reads the residual (default: what the dictionary tells)", parseLayer)
        .option("--k <number>", "features kept per token, of a top-k dictionary (default: what the dictionary tells)", parseK)
        .addOption(new Option("--type <type>", "of the weights (default: as published)").choices(["F32", "F16", "BF16", "Q8_0"] satisfies WeightType[]))
        .option("--name <name>", "shown for the dictionary")
        .option("--model <name>", "model that it was trained on")
        .option("--force", "replace the file if there is one", false)
        .action(convert);
}

async function convert(input: string, {out, layer, k, type, name, model, force}: ConvertOptions): Promise<void> {
    const started = performance.now();
    const progress = progressLine(process.stderr);
    try {
        const written = await convertDictionary(
            {input, output: out, layer, k, weightType: type, name, model, overwrite: force},
            {signal: interruptSignal(), onProgress: (done) => progress.show(howFar(done))}
        );
        const {path, id, nFeatures, dModel, bytes, format, weightType} = written;
        const seconds = Math.round(performance.now() - started) / 1000;
        process.stdout.write(`${JSON.stringify({path, id, format, nFeatures, dModel, layer: written.layer, weightType, bytes, seconds})}\n`);
    } finally {
        progress.clear();
    }
}

function howFar({stage, doneBytes, totalBytes}: ConversionProgress): string {
    return `${stage === "hash" ? "Reading" : "Writing"} ${Math.floor((100 * doneBytes) / totalBytes)} %`;
}

function parseLayer(text: string): number {
    const layer = Number(text);
    if (text.trim() === "" || !Number.isInteger(layer) || layer < 0) throw new InvalidArgumentError("A layer is a whole number from 0.");
    return layer;
}

function parseK(text: string): number {
    const k = Number(text);
    if (text.trim() === "" || !Number.isInteger(k) || k < 1) throw new InvalidArgumentError("k is a whole number from 1.");
    return k;
}
