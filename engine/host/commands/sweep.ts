import {type Command, Option} from "commander";
import {
    EngineError,
    featureId,
    type Metric,
    metricSchema,
    type Steering,
    type Sweep,
    type SweepInput,
    type SweepPoint,
    sweepInputSchema
} from "../../contract/index.ts";
import {realNumber, wholeNumber} from "../commandModel.ts";
import {defaultWorkspace} from "../defaultWorkspace.ts";
import {readDemo} from "../demo.ts";
import type {Engine} from "../engine.ts";
import {interruptSignal} from "../interrupt.ts";
import {loadedPair} from "../loadedPair.ts";
import {progressLine} from "../progressLine.ts";
import {chooseRecipe} from "./chooseRecipe.ts";
import {followRun} from "./followRun.ts";
import {addJudgeOptions, type JudgeOptions, judgeOf, keepJudgeKey} from "./judgeOptions.ts";
import {describeProgress} from "./library/followRuns.ts";
import {print, printJson} from "./library/openLibrary.ts";
import {readAnyPreset} from "./preset/readAnyPreset.ts";

interface SweepOptions extends JudgeOptions {
    readonly behaviour?: string;
    readonly feature?: number;
    readonly preset?: string;
    readonly strengths?: readonly number[];
    readonly prompts?: number;
    readonly maxTokens?: number;
    readonly model?: string;
    readonly workspace: string;
    readonly answers: boolean;
    readonly json: boolean;
    readonly csv: boolean;
}

export function registerSweep(program: Command): void {
    const command = program
        .command("sweep")
        .description("answer questions at several strengths, have the answers judged, and show score against strength, with what it costs")
        .option("--behaviour <instruction>", 'what the steering is to bring about (default: the demo\'s "Talk like a pirate.")')
        .option("--feature <number>", "sweep this feature of the first dictionary (default: the demo's pirate)", wholeNumber)
        .option("--preset <preset>", "sweep a preset: a file, or the name of one that is saved")
        .option(
            "--strengths <numbers>",
            "in units of the residual's median length, with commas (default: the demo's own, with --model 0.1 to 1.4 in nine steps)",
            numbers
        )
        .option("--prompts <number>", "only so many of the questions", wholeNumber)
        .option("--max-tokens <number>", "longest answer", wholeNumber)
        .option("--model <model>", "a GGUF file, or the id or name of one in the library (default: the bundled demo)")
        .option("--workspace <folder>", "where it is kept, for the app to show", defaultWorkspace())
        .option("--no-answers", "the table alone")
        .option("--json", "all of it as JSON", false)
        .addOption(new Option("--csv", "a line an answer").default(false).conflicts("json"))
        .action(sweep);
    addJudgeOptions(command);
}

async function sweep(options: SweepOptions): Promise<void> {
    const signal = interruptSignal();
    const {createEngine} = await import("../engine.ts");
    const engine = await createEngine({workspace: options.workspace, autoLoad: "none", runs: "own"});
    const line = progressLine(process.stderr);
    try {
        if (!engine.store.holdsWorkspace())
            throw new EngineError("input/invalid", {detail: `another Saelor has ${options.workspace} open: sweep there, or close it first`});
        const recipe = await chooseRecipe(engine, {model: options.model ?? "demo"});
        line.show(`loading ${recipe.name}`);
        await engine.models.load({modelId: recipe.id}, signal);
        const input = await inputOf(options, engine);
        await keepJudgeKey(engine, input.judge, options);
        const run = await engine.evaluation.sweep(input);
        const startedAt = performance.now();
        await followRun(engine, run.id, signal, (now) => line.show(describeProgress(now)));
        line.clear();
        const found = engine.evaluation.getSweep(run.id);
        if (options.json) return printJson(found);
        if (options.csv) return print(await engine.evaluation.exportSweep(run.id, "csv").text());
        report(found, options.answers);
        const {promptTokens, answerTokens} = engine.evaluation.spent(run.id);
        const seconds = (performance.now() - startedAt) / 1000;
        print(
            `\n${found.answers.length} answers in ${seconds.toFixed(1)} s: ${promptTokens.toLocaleString("en")} tokens read, judging by the model included, and ${answerTokens.toLocaleString("en")} written`
        );
    } finally {
        line.clear();
        await engine.close();
        if (signal.aborted) process.stderr.write("What was answered is kept. To go on: the same command again.\n");
    }
}

async function inputOf(options: SweepOptions, engine: Engine): Promise<SweepInput> {
    const demo = options.model === undefined ? readDemo().sweep : undefined;
    const {behaviour = demo && "Talk like a pirate.", feature = demo?.feature, strengths = demo?.strengths.filter((one) => one !== 0), preset} = options;
    if (behaviour === undefined) throw new EngineError("input/invalid", {detail: "--behaviour says what the answers are judged for"});
    if (preset === undefined && feature === undefined) throw new EngineError("input/invalid", {detail: "--feature or --preset says what is swept"});
    const saved = preset === undefined ? undefined : await readAnyPreset(preset, loadedPair(engine.status.get())!);
    const steering: Steering = saved?.steering ?? {edits: [{feature: featureId(feature!), mode: "nudge", value: 1}], scope: "answer"};
    const name = saved?.name ?? (options.feature === undefined && demo ? demo.label : `feature ${feature}`);
    const prompts = options.prompts === undefined ? undefined : (await engine.evaluation.material()).prompts.slice(0, options.prompts);
    const checked = sweepInputSchema.safeParse({
        sets: [{name, steering}],
        behaviour,
        judge: judgeOf(options),
        ...(strengths !== undefined && {strengths}),
        ...(prompts !== undefined && {prompts}),
        ...(options.maxTokens !== undefined && {maxTokens: options.maxTokens})
    });
    if (!checked.success)
        throw new EngineError("input/invalid", {detail: checked.error.issues.map(({path, message}) => `${path.join(".")}: ${message}`).join("; ")});
    return checked.data;
}

const numbers = (text: string) => text.split(",").map(realNumber);

/** How wide a column of the table is. */
const WIDE = 11;
/** As the screen has them. */
const METRICS: Record<Metric, string> = {concept: "behaviour", instruction: "instruction", fluency: "fluency", factuality: "facts"};
const NAMES: Record<SweepPoint["arm"], string> = {
    unsteered: "unsteered",
    prompt: "prompted",
    random: "random",
    steered: "steered",
    "prompt-and-steer": "prompted and steered"
};

function report({points, report, answers, prompts, reporting, verdict, input}: Sweep, withAnswers: boolean): void {
    const header = ["score", ...metricSchema.options.map((metric) => METRICS[metric]), "repeats %", "nll rise", "knowledge"]
        .map((name) => name.padStart(WIDE))
        .join(" ");
    print(`Over all ${prompts.length} prompts:`);
    print(`${"arm".padEnd(21)}${"strength".padStart(8)} ${header}`);
    for (const point of points) print(row(point));
    print(`\nOn the ${reporting.length === 1 ? "prompt" : `${reporting.length} prompts`} that did not choose the strength:`);
    for (const point of report) print(row(point));
    print(`\n${verdict.join("\n")}`);
    if (!withAnswers) return;
    print(`\n${prompts[0]!.text} (${input.sets[0]!.name})`);
    for (const {arm, strength, text, score, prompt, set = 0, seed} of answers)
        if (prompt === 0 && seed === 0 && set === 0 && (arm === "steered" || strength === 0))
            print(
                `${(arm === "steered" ? String(strength) : NAMES[arm]).padStart(9)} ${(score === null ? "" : score.toFixed(0)).padStart(4)}  ${text.replaceAll("\n", " ")}`
            );
}

function row({arm, strength, score, metrics, repetition, nllRise, knowledge}: SweepPoint): string {
    const cells = [
        score?.mean.toFixed(0),
        ...metricSchema.options.map((metric) => metrics[metric]?.mean.toFixed(0)),
        (100 * repetition.mean).toFixed(0),
        nllRise.mean.toFixed(2),
        knowledge?.toFixed(0)
    ];
    return `${NAMES[arm].padEnd(21)}${String(strength).padStart(8)} ${cells.map((cell = "") => cell.padStart(WIDE)).join(" ")}`;
}
