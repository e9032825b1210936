import {type Command, Option} from "commander";
import {PLANS} from "../../autosteer/plans.ts";
import {type Autosteer, autosteerInputSchema, EngineError, type Run} from "../../contract/index.ts";
import {chooseDictionary, wholeNumber} from "../commandModel.ts";
import {defaultWorkspace} from "../defaultWorkspace.ts";
import {interruptSignal} from "../interrupt.ts";
import {progressLine} from "../progressLine.ts";
import {tellAutosteer} from "../tellAutosteer.ts";
import {chooseRecipe} from "./chooseRecipe.ts";
import {followRun} from "./followRun.ts";
import {addJudgeOptions, type JudgeOptions, judgeOf, keepJudgeKey} from "./judgeOptions.ts";
import {describeProgress} from "./library/followRuns.ts";
import {print, printJson} from "./library/openLibrary.ts";

interface AutosteerOptions extends JudgeOptions {
    readonly mode: "fast" | "full";
    readonly features: number;
    readonly seed: number;
    readonly model?: string;
    readonly dictionary?: string;
    readonly workspace: string;
    readonly json: boolean;
}

export function registerAutosteer(program: Command): void {
    const command = program
        .command("autosteer")
        .description("find the features and strengths that bring about a behaviour, and show what they do and what they cost")
        .argument("<specification>", 'what the answers are to be like: "talk like a pirate"')
        .addOption(new Option("--mode <mode>", modesInWords()).choices(["fast", "full"]).default("fast"))
        .option("--features <number>", "at most so many", wholeNumber, 3)
        .option("--seed <number>", "what is drawn, is drawn by it", wholeNumber, 42)
        .option("--model <model>", "a GGUF file, or the id or name of one in the library (default: the bundled demo)")
        .option("--dictionary <dictionary>", "a .sae.gguf, a part of its file name, or its number from 0 (default: the first)")
        .option("--workspace <folder>", "where it is kept, for the app to show", defaultWorkspace())
        .option("--json", "all of it as JSON", false)
        .action(autosteer);
    addJudgeOptions(command);
}

/** "fast: 20 candidates, at most 12 pairs of answers and 110,000 tokens; full: …" */
function modesInWords(): string {
    const words = (["fast", "full"] as const).map((mode) => {
        const {candidates, prompts, asksModel, budgetTokens} = PLANS[mode];
        const more = asksModel ? ", the model also writes questions and picks features by their labels" : "";
        return `${mode}: ${candidates} candidates, at most ${prompts} pairs of answers and ${budgetTokens.toLocaleString("en")} tokens${more}`;
    });
    return words.join("; ");
}

async function autosteer(specification: string, options: AutosteerOptions): Promise<void> {
    const signal = interruptSignal();
    const {createEngine} = await import("../engine.ts");
    const engine = await createEngine({workspace: options.workspace, autoLoad: "none", runs: "own"});
    const line = progressLine(process.stderr);
    let begun = false;
    try {
        if (!engine.store.holdsWorkspace())
            throw new EngineError("input/invalid", {detail: `another Saelor has ${options.workspace} open: steer there, or close it first`});
        const recipe = await chooseRecipe(engine, {model: options.model ?? "demo", dictionary: options.dictionary});
        line.show(`loading ${recipe.name}`);
        const status = await engine.models.load({modelId: recipe.id}, signal);
        if (status.state !== "ready") throw new EngineError("model/not-loaded", {});
        const {file} = chooseDictionary(
            status.model.dictionaries.map(({id}) => engine.features.dictionary(id)!),
            options.dictionary
        );
        const input = inputOf(specification, file.id, options);
        await keepJudgeKey(engine, input.judge, options);
        const startedAt = Date.now();
        const run = await engine.autosteer.begin(input);
        begun = true;
        if (run.createdAt < startedAt) process.stderr.write("Going on with the same search, which was begun before and not ended.\n");
        let told: string[] = [];
        const tell = (found: Autosteer) => {
            if (options.json) return;
            const lines = tellAutosteer(found);
            if (lines.length === told.length) return;
            line.clear();
            for (const one of lines.slice(told.length)) print(one);
            told = lines;
        };
        await followRun(engine, run.id, signal, (now: Run) => {
            tell(engine.autosteer.get(run.id));
            line.show(describeProgress(now));
        });
        line.clear();
        const found = engine.autosteer.get(run.id);
        if (options.json) return printJson(found);
        tell(found);
    } finally {
        line.clear();
        await engine.close();
        if (begun && signal.aborted) process.stderr.write("What was measured is kept. To go on: the same command again.\n");
    }
}

/** @throws EngineError `input/invalid` */
function inputOf(specification: string, dictionary: string, {mode, features, seed, ...judge}: AutosteerOptions) {
    const checked = autosteerInputSchema.safeParse({
        specification,
        dictionary,
        mode,
        maxFeatures: features,
        seed,
        judge: judgeOf(judge)
    });
    if (checked.success) return checked.data;
    throw new EngineError("input/invalid", {detail: checked.error.issues.map(({path, message}) => `${path.join(".")}: ${message}`).join("; ")});
}
