import {tmpdir} from "node:os";
import path from "node:path";
import {type Command, Option} from "commander";
import type {ChatBench} from "../../bench/chat.ts";
import type {ConvertBench} from "../../bench/convert.ts";
import type {DecodeReport} from "../../bench/decode.ts";
import type {DictionaryBench} from "../../bench/dictionary.ts";
import type {HarvestShape} from "../../bench/harvest.ts";
import type {LabelBench} from "../../bench/labels.ts";
import type {MutationsBench} from "../../bench/mutations.ts";
import type {SearchBench} from "../../bench/search.ts";
import {wholeNumber} from "../commandModel.ts";

interface DecodeOptions {
    readonly threads?: number;
    readonly rounds: number;
    readonly only?: string;
    readonly json: boolean;
}

const benchFolder = () => process.env.SAELOR_BENCH_DIR ?? path.join(tmpdir(), "saelor-bench");

interface AutosteerBench {
    readonly rounds: number;
    readonly threads?: number;
    readonly speed: boolean;
    readonly proofs: boolean;
    readonly full: boolean;
    readonly only?: string;
}

export function registerBench(program: Command): void {
    const bench = program.command("bench").description("measurements, each beside what a user would pick instead");
    bench
        .command("decode")
        .description("tokens/s of plain node-llama-cpp, tapped, steered and reading all features, in one interleaved run")
        .option("--threads <number>", "CPU threads for both sides, at most one a processor (default: by model size)", wholeNumber)
        .option("--rounds <number>", "interleaved rounds", wholeNumber, 7)
        .option("--only <model>", "demo or 1b")
        .option("--json", "one line of JSON", false)
        .action(decode);
    bench
        .command("start")
        .description("time from the start to the first steered token on the demo, and memory beside the weights")
        .action(async () => {
            const {benchStart} = await import("../../bench/start.ts");
            await benchStart();
        });
    bench
        .command("convert")
        .description("converting a generated checkpoint of true size, beside a plain copy of the file")
        .option("--features <number>", "features", wholeNumber, 65_536)
        .option("--width <number>", "d_model; 8192 is Llama 3.3 70B's and needs 9 GB of disk", wholeNumber, 2048)
        .option("--type <type>", "F32, F16, BF16 or Q8_0", "F32")
        .option("--folded", "a SAELens dictionary that needs every kind of folding, in place of Goodfire's", false)
        .option("--folder <folder>", "where to write (default: the system's temporary folder)")
        .action(async (options: ConvertBench) => {
            const {benchConvert} = await import("../../bench/convert.ts");
            await benchConvert(options);
        });
    bench
        .command("dictionary")
        .description("what loading a dictionary of the 70B's size adds, as F32, as Q8_0, and two at two layers; writes 7 GB")
        .option("--folder <folder>", "where to write", benchFolder())
        .option("--keep", "leave the files for the next time", false)
        .action(async (options: DictionaryBench) => {
            const {benchDictionary} = await import("../../bench/dictionary.ts");
            await benchDictionary(options);
        });
    bench
        .command("labels")
        .description("importing generated labels, again, and searching them, beside a scan of all of them in memory")
        .option("--features <number>", "features", wholeNumber, 65_536)
        .action(async (options: LabelBench) => {
            const {benchLabels} = await import("../../bench/labels.ts");
            await benchLabels(options);
        });
    bench
        .command("search")
        .description("pages of features over generated labels, by words, slips, token and meaning: median and 99th percentile, beside the goal")
        .option("--features <number>", "labelled features", wholeNumber, 65_536)
        .option("--rounds <number>", "queries of each kind", wholeNumber, 100)
        .option("--folder <folder>", "where the random embedding model is kept", benchFolder())
        .action(async (options: SearchBench) => {
            const {benchSearch} = await import("../../bench/search.ts");
            await benchSearch(options);
        });
    bench
        .command("chat")
        .description("opening a conversation of 10,000 messages, searching 100,000, and the context meter at each key, through the contract")
        .option("--messages <number>", "messages of the long conversation", wholeNumber, 10_000)
        .option("--all <number>", "messages of all conversations", wholeNumber, 100_000)
        .option("--rounds <number>", "questions of each kind", wholeNumber, 20)
        .action(async (options: ChatBench) => {
            const {benchChat} = await import("../../bench/chat.ts");
            await benchChat(options);
        });
    bench
        .command("harvest")
        .description("tokens/s of a harvest beside a full forward pass; with --size what 65,536 features take; with --kills that a killed one ends the same")
        .option("--rounds <number>", "interleaved rounds", wholeNumber, 5)
        .option("--threads <number>", "CPU threads for both sides", wholeNumber)
        .addOption(new Option("--shape <shape>", "random weights in the shapes of Llama 3.2 1B or 3.1 8B (writes 9 GB)").choices(["1b", "8b"]).default("1b"))
        .option("--size", "memory, store and time of a page on invented activations instead", false)
        .option("--features <number>", "with --size", wholeNumber, 65_536)
        .option("--tokens <number>", "with --size", wholeNumber, 200_000)
        .option("--kills <number>", "kill a harvest of the demo at so many random moments instead", wholeNumber)
        .action(harvest);
    bench
        .command("lens")
        .description("time to read a direction's tokens from an unembedding in the shapes of a 70B; writes 1.1 GB")
        .option("--rounds <number>", "directions", wholeNumber, 9)
        .action(async ({rounds}: {readonly rounds: number}) => {
            const {benchLogitLens} = await import("../../bench/logitLens.ts");
            await benchLogitLens({folder: benchFolder(), rounds});
        });
    bench
        .command("autosteer")
        .description(
            "where the demo's own features are among AutoSteer's candidates; tokens/s of eight steerings one at a time and side by side on a random 1B"
        )
        .option("--rounds <number>", "interleaved rounds", wholeNumber, 3)
        .option("--threads <number>", "CPU threads", wholeNumber)
        .option("--no-speed", "the demo alone")
        .option("--proofs", "instead, all of AutoSteer for each of the demo's manners, beside every control", false)
        .option("--full", "with --proofs, in full mode", false)
        .option("--only <manner>", "with --proofs, one manner")
        .action(async ({rounds, threads, speed, proofs, full, only}: AutosteerBench) => {
            if (proofs) {
                const {autosteerProofs} = await import("../../bench/autosteerProofs.ts");
                return autosteerProofs({mode: full ? "full" : "fast", ...(only !== undefined && {only: [only]})});
            }
            const [{benchAutosteer}, {autosteerSpeed}] = await Promise.all([import("../../bench/autosteer.ts"), import("../../bench/autosteerSpeed.ts")]);
            const measure = () => autosteerSpeed({folder: benchFolder(), rounds, ...(threads === undefined ? {} : {threads})});
            await benchAutosteer({speed: speed ? measure : undefined});
        });
    bench
        .command("mutations")
        .description("spoilt dictionaries of every format: each ends in a coded error or a sound dictionary, within 2 s and 1 GiB")
        .option("--count <number>", "seeded mutations per format", wholeNumber, 1000)
        .option("--first <number>", "first seed", wholeNumber, 0)
        .option("--only <format>", "one format, e.g. saelens")
        .action(async (options: MutationsBench) => {
            const {benchMutations} = await import("../../bench/mutations.ts");
            await benchMutations(options);
        });
    bench
        .command("fit")
        .description("memory estimated before a load beside what the process takes after it, on the demo and a model of true size (Linux)")
        .action(fit);
    bench
        .command("truth")
        .description("the demo's held-out questions: share of answers that hold only facts of their topic")
        .action(async () => {
            const {benchTruth} = await import("../../bench/truth.ts");
            await benchTruth();
        });
}

async function decode({threads, rounds, only, json}: DecodeOptions): Promise<void> {
    const {benchDecode} = await import("../../bench/decode.ts");
    const reports: Record<string, DecodeReport> = {};
    for (const [name, make] of Object.entries(DECODE_MODELS)) {
        if (only !== undefined && only !== name) continue;
        process.stderr.write(`${name}: preparing…\n`);
        const {title, ...model} = await make();
        const report = await benchDecode({
            ...model,
            rounds,
            ...(threads === undefined ? {} : {threads}),
            onRound: (round) => {
                if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${round < rounds ? `${name}: round ${round} of ${rounds}` : ""}`);
            }
        });
        reports[name] = report;
        if (!json) process.stdout.write(table(title, report));
    }
    if (json) process.stdout.write(`${JSON.stringify(reports)}\n`);
}

interface HarvestOptions {
    readonly rounds: number;
    readonly threads?: number;
    readonly shape: HarvestShape;
    readonly size: boolean;
    readonly features: number;
    readonly tokens: number;
    readonly kills?: number;
}

async function harvest({rounds, threads, shape, size, features, tokens, kills}: HarvestOptions): Promise<void> {
    if (size) {
        const {benchHarvestSize} = await import("../../bench/harvestSize.ts");
        return await benchHarvestSize({nFeatures: features, tokens});
    }
    if (kills !== undefined) {
        const {harvestKills} = await import("../../bench/harvestKills.ts");
        const report = await harvestKills({kills, maxTokens: 20_000, onKill: (n) => process.stderr.write(`killed ${n} of ${kills}\n`)});
        process.stdout.write(
            `killed ${report.kills} times: ${report.whole === report.killed ? "the same numbers" : "OTHER NUMBERS"} as of one that was left alone\n`
        );
        if (report.whole !== report.killed) process.exitCode = 1;
        return;
    }
    const {benchHarvest} = await import("../../bench/harvest.ts");
    await benchHarvest({folder: benchFolder(), rounds, shape, ...(threads === undefined ? {} : {threads})});
}

async function fit(): Promise<void> {
    const [{benchFit}, {randomModel, SHAPE_1B}, {randomDictionary}, {demoFolder, readDemo}] = await Promise.all([
        import("../../bench/fit.ts"),
        import("../../bench/randomModel.ts"),
        import("../../bench/randomDictionary.ts"),
        import("../demo.ts")
    ]);
    const demo = readDemo();
    const inDemo = (file: string) => path.join(demoFolder(), file);
    const large = {
        modelPath: await randomModel(benchFolder(), SHAPE_1B),
        dictionaries: [(await randomDictionary(benchFolder(), {dModel: SHAPE_1B.dModel, nFeatures: 16_384, layer: 10, weightType: "F16"})).path]
    };
    await benchFit([
        {title: "the bundled demo", modelPath: inDemo(demo.model), dictionaries: demo.dictionaries.map(({file}) => inDemo(file)), contextSize: 1024},
        {title: "random 1B, Q8_0, 2,048 tokens", ...large, contextSize: 2048},
        {title: "the same, keys and values in Q8_0", ...large, contextSize: 2048, kvType: "Q8_0"}
    ]);
}

const DECODE_MODELS = {
    async demo() {
        const {demoFolder, readDemo} = await import("../demo.ts");
        const {readDictionaryFile} = await import("../../dictionaries/index.ts");
        const demo = readDemo();
        const dictionary = await readDictionaryFile(path.join(demoFolder(), demo.dictionaries[0]!.file));
        return {title: "the bundled demo", modelPath: path.join(demoFolder(), demo.model), dictionary, tokensPerRound: 200};
    },
    async "1b"() {
        const {randomModel, SHAPE_1B} = await import("../../bench/randomModel.ts");
        const {randomDictionary} = await import("../../bench/randomDictionary.ts");
        const modelPath = await randomModel(benchFolder(), SHAPE_1B);
        const dictionary = await randomDictionary(benchFolder(), {dModel: SHAPE_1B.dModel, nFeatures: 16_384, layer: 10, weightType: "F16"});
        return {title: "random weights in the shapes of Llama 3.2 1B, Q8_0; dictionary of 16,384 features, F16", modelPath, dictionary, tokensPerRound: 24};
    }
} as const;

function table(title: string, {threads, backend, weightBytes, encoderShare, arms}: DecodeReport): string {
    const lines = [
        `${title}: ${(weightBytes / 1e6).toFixed(0)} MB, ${backend}, ${threads} threads; all features add ${(100 * encoderShare).toFixed(1)} % bytes`
    ];
    lines.push(`${"".padEnd(34)}tokens/s   ratio to plain (lowest-highest)`);
    for (const {name, tokensPerSecond, ratio, lowestRatio, highestRatio} of arms)
        lines.push(`${name.padEnd(34)}${tokensPerSecond.toFixed(1).padStart(8)}   ${ratio.toFixed(3)}  (${lowestRatio.toFixed(3)}-${highestRatio.toFixed(3)})`);
    return `${lines.join("\n")}\n\n`;
}
