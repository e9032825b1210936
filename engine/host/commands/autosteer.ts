import {type Command, Option} from "commander";
import {PLANS} from "../../autosteer/plans.ts";
import {autosteerInputSchema, EngineError} from "../../contract/index.ts";
import {wholeNumber} from "../commandModel.ts";
import {defaultWorkspace} from "../defaultWorkspace.ts";
import {tellAutosteer} from "../tellAutosteer.ts";
import {addJudgeOptions, type JudgeOptions, judgeOf, keepJudgeKey} from "./judgeOptions.ts";
import {runSearch, type SearchOptions} from "./runSearch.ts";

interface AutosteerOptions extends JudgeOptions, SearchOptions {
    readonly mode: "fast" | "full";
    readonly features: number;
    readonly seed: number;
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
    await runSearch(options, {
        async begin(engine, dictionary) {
            const input = inputOf(specification, dictionary, options);
            await keepJudgeKey(engine, input.judge, options);
            return engine.autosteer.begin(input);
        },
        get: (engine, id) => engine.autosteer.get(id),
        tell: tellAutosteer,
        kept: "What was measured is kept."
    });
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
