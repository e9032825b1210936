import {copyFile, mkdtemp, open, rm, stat} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {convertDictionary, type DictionaryFile, readTensorF32, type WeightType} from "../dictionaries/index.ts";
import {writeLargeCheckpoint} from "./writeLargeCheckpoint.ts";

export interface ConvertBench {
    readonly features: number;
    readonly width: number;
    readonly type: WeightType;
    /** where twice the checkpoint's size is free */
    readonly folder?: string | undefined;
}

/** Converts a generated checkpoint of true size beside a plain copy of the same file, both up to the point where all is on disk. */
export async function benchConvert({features: nFeatures, width: dModel, type, folder: parent = tmpdir()}: ConvertBench): Promise<void> {
    const folder = await mkdtemp(join(parent, "saelor-convert-"));
    try {
        const [input, copy, output] = ["source.pt", "copy.pt", "out.sae.gguf"].map((name) => join(folder, name)) as [string, string, string];
        const {decoderOffset} = await writeLargeCheckpoint(input, nFeatures, dModel);
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
                largestDifference: await compare(input, file!, decoderOffset)
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

function seconds(ms: number): number {
    return Math.round(ms / 10) / 100;
}
