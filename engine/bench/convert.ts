import {copyFile, mkdtemp, open, rm, stat} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {convertDictionary, type DictionaryFile, readTensorF32, type WeightType} from "../dictionaries/index.ts";
import {writeLargeCheckpoint} from "./writeLargeCheckpoint.ts";
import {type LargeSafetensors, writeLargeSafetensors} from "./writeLargeSafetensors.ts";

export interface ConvertBench {
    readonly features: number;
    readonly width: number;
    readonly type: WeightType;
    /** a SAELens dictionary that needs every kind of folding, in place of Goodfire's, which needs none */
    readonly folded: boolean;
    /** where twice the checkpoint's size is free */
    readonly folder?: string | undefined;
}

/** Converts a generated checkpoint of true size beside a plain copy of the same file, both up to the point where all is on disk. */
export async function benchConvert({features: nFeatures, width: dModel, type, folded, folder: parent = tmpdir()}: ConvertBench): Promise<void> {
    const folder = await mkdtemp(join(parent, "saelor-convert-"));
    try {
        const [source, copy, output] = ["source", "copy", "out.sae.gguf"].map((name) => join(folder, name)) as [string, string, string];
        const large = folded ? await writeLargeSafetensors(source, nFeatures, dModel) : await writeLargeCheckpoint(source, nFeatures, dModel);
        const input = "weights" in large ? large.weights : source;
        const {size} = await stat(input);
        const megabytesPerSecond = (ms: number) => Math.round(size / 1e3 / ms);

        const copyMs = await timed(() => copyAndSync(input, copy));
        await rm(copy);
        const stages: Record<string, number> = {};
        let mark = performance.now();
        const onProgress = ({stage}: {stage: string}) => {
            stages[stage] = (stages[stage] ?? 0) + performance.now() - mark;
            mark = performance.now();
        };
        let file: DictionaryFile | undefined;
        const convertMs = await timed(async () => {
            file = await convertDictionary({input, output, layer: 0, weightType: type}, {onProgress});
        });
        console.log(
            JSON.stringify({
                sourceBytes: size,
                copySeconds: seconds(copyMs),
                copyMBps: megabytesPerSecond(copyMs),
                convertSeconds: seconds(convertMs),
                convertMBps: megabytesPerSecond(convertMs),
                hashSeconds: seconds(stages.hash ?? 0),
                writeSeconds: seconds(stages.write ?? 0),
                timesACopy: Math.round((convertMs / copyMs) * 100) / 100,
                peakRssMB: Math.round(process.resourceUsage().maxRSS / 1024),
                largestDifference: "weights" in large ? await compareFolded(file!, large) : await compare(input, file!, large.decoderOffset)
            })
        );
    } finally {
        await rm(folder, {recursive: true, force: true});
    }
}

async function timed(work: () => Promise<void>): Promise<number> {
    const started = performance.now();
    await work();
    return performance.now() - started;
}

async function copyAndSync(from: string, to: string): Promise<void> {
    await copyFile(from, to);
    const handle = await open(to, "r+");
    await handle.sync();
    await handle.close();
}

/** Largest difference over 2,000 random numbers of the decoder, each looked up in the source by its place: column f of [D, F]. */
async function compare(input: string, file: DictionaryFile, decoderOffset: number): Promise<number> {
    const {nFeatures, dModel} = file;
    const source = await open(input, "r");
    let largest = 0;
    for (let i = 0; i < 2000; i++) {
        const [feature, dimension] = [Math.floor(Math.random() * nFeatures), Math.floor(Math.random() * dModel)];
        const bytes = Buffer.alloc(4);
        await source.read(bytes, 0, 4, decoderOffset + 4 * (dimension * nFeatures + feature));
        const row = await readTensorF32(file, file.tensors.decoderWeight, {rows: [feature]});
        largest = Math.max(largest, Math.abs(row[dimension]! - bytes.readFloatLE()));
    }
    await source.close();
    return largest;
}

/** The same over the rows of 200 decoder vectors, brought to length 1, and the biases of 5 features, worked out number by number. */
async function compareFolded(file: DictionaryFile, {weights, ...offsets}: LargeSafetensors): Promise<number> {
    const {nFeatures, dModel} = file;
    const source = await open(weights, "r");
    const read = async (offset: number, count: number) => {
        const bytes = Buffer.alloc(4 * count);
        await source.read(bytes, 0, bytes.length, offset);
        return Array.from({length: count}, (_, i) => bytes.readFloatLE(4 * i));
    };
    const decoderRow = (feature: number) => read(offsets.W_dec + 4 * feature * dModel, dModel);
    let largest = 0;
    for (let i = 0; i < 200; i++) {
        const feature = Math.floor(Math.random() * nFeatures);
        const expected = await decoderRow(feature);
        const norm = Math.hypot(...expected);
        const row = await readTensorF32(file, file.tensors.decoderWeight, {rows: [feature]});
        for (const [d, value] of expected.entries()) largest = Math.max(largest, Math.abs(row[d]! - value / norm));
    }
    const bDec = await read(offsets.b_dec, dModel);
    const biases = await readTensorF32(file, file.tensors.encoderBias);
    for (let i = 0; i < 5; i++) {
        const feature = Math.floor(Math.random() * nFeatures);
        let product = 0;
        for (let d = 0; d < dModel; d++) product += (await read(offsets.W_enc + 4 * (d * nFeatures + feature), 1))[0]! * bDec[d]!;
        const [bias] = await read(offsets.b_enc + 4 * feature, 1);
        const norm = Math.hypot(...(await decoderRow(feature)));
        largest = Math.max(largest, Math.abs(biases[feature]! - norm * (bias! - product)));
    }
    await source.close();
    return largest;
}

function seconds(ms: number): number {
    return Math.round(ms / 10) / 100;
}
