import {type Command, Option} from "commander";
import {EngineError, featureId, type Labeller, type Labelling, type LabellingEstimate, labellerSchema, type Run} from "../../contract/index.ts";
import type {LabelResult} from "../../features/labelling/labelExecutor.ts";
import {chooseDictionary, wholeNumber} from "../commandModel.ts";
import {defaultWorkspace} from "../defaultWorkspace.ts";
import type {Engine} from "../engine.ts";
import {interruptSignal} from "../interrupt.ts";
import {progressLine} from "../progressLine.ts";
import {chooseRecipe} from "./chooseRecipe.ts";
import {askedDictionary, type DictionaryOption, withDictionaryOption} from "./dictionaryOption.ts";
import {followRun} from "./followRun.ts";
import {readKey} from "./judgeOptions.ts";
import {describeProgress} from "./library/followRuns.ts";
import {print, printJson} from "./library/openLibrary.ts";

interface LabelOptions extends DictionaryOption {
    readonly limit: number;
    readonly by: Labeller["kind"];
    readonly url?: string;
    readonly model?: string;
    readonly key: boolean;
    readonly estimate: boolean;
    readonly score: boolean;
    readonly on?: string;
    readonly workspace: string;
    readonly json: boolean;
}

export function registerLabel(program: Command): void {
    withDictionaryOption(program.command("label"))
        .description("have a model describe features, and try each description on texts; needs a harvest")
        .argument("[features...]", "by number (default: those that fire and that nobody described, the most frequent first)")
        .option("--limit <number>", "without numbers: at most so many", wholeNumber, 1000)
        .addOption(
            new Option("--by <labeller>", "who describes them: the loaded model, or a model on a server, which is given up after 120 s without a byte, twice")
                .choices(["loaded", "openai", "anthropic"])
                .default("loaded")
        )
        .option("--url <address>", "of an OpenAI-compatible server, as http://127.0.0.1:8080/v1; texts of the corpus are sent there")
        .option("--model <name>", "with --by openai or anthropic: the server's name of the model that writes (whose features it describes: --on)")
        .option("--key", "keep the server's key, read from the first line of stdin", false)
        .option("--estimate", "only tell what it would take", false)
        .option("--no-score", "do not try the descriptions: a third of the tokens")
        .option(
            "--on <model>",
            "the local model whose features are described, and that reads the texts: a GGUF file, or the id or name of one in the library (default: the one used last, else the demo)"
        )
        .option("--workspace <folder>", "where harvests and labels are kept", defaultWorkspace())
        .option("--json", "one line of JSON", false)
        .action(label);
}

async function label(features: readonly string[], options: LabelOptions): Promise<void> {
    const {workspace, json} = options;
    const asked = askedDictionary(options);
    const labeller = labellerOf(options);
    const numbers = features.map((text) => featureId(wholeNumber(text)));
    const signal = interruptSignal();
    const {createEngine} = await import("../engine.ts");
    const engine = await createEngine({workspace, autoLoad: "none", runs: "own"});
    const line = progressLine(process.stderr);
    let begun = false;
    try {
        if (options.key && labeller.kind !== "loaded") await engine.labellerKeys.set(labeller.baseUrl, await readKey());
        // an estimate writes nothing, so the app may have the workspace open meanwhile
        if (!options.estimate && !engine.store.holdsWorkspace())
            throw new EngineError("input/invalid", {detail: `another Saelor has ${workspace} open: label there, or close it first`});
        const recipe = await chooseRecipe(engine, {model: options.on, dictionary: asked});
        line.show(`loading ${recipe.name}`);
        const status = await engine.models.load({modelId: recipe.id}, signal);
        if (status.state !== "ready") throw new EngineError("model/not-loaded", {});
        const {file} = chooseDictionary(
            status.model.dictionaries.map(({id}) => engine.features.dictionary(id)!),
            asked
        );
        const input: Labelling = {dictionary: file.id, ...(numbers.length > 0 && {features: numbers}), limit: options.limit, labeller, score: options.score};
        if (options.estimate) {
            const estimate = await engine.estimateLabelling(input, signal);
            line.clear();
            if (json) printJson(estimate);
            else print(sentence(estimate));
            return;
        }
        begun = true;
        let told: string | undefined;
        const run = await followRun(engine, engine.explain(input).id, signal, (now) => {
            const note = now.progress?.note;
            if (note !== told && note?.includes(", trying ")) {
                line.clear();
                process.stderr.write(`${note}\n`);
            } else line.show(describeProgress(now));
            told = note;
        });
        line.clear();
        report(engine, input, run, json);
    } finally {
        line.clear();
        await engine.close();
        if (begun && signal.aborted) process.stderr.write("What was labelled is kept. To go on: the same command again.\n");
    }
}

/** @throws EngineError `input/invalid` */
function labellerOf({by, url, model}: LabelOptions): Labeller {
    const parsed = labellerSchema.safeParse({kind: by, ...(url !== undefined && {baseUrl: url}), ...(model !== undefined && {model})});
    if (parsed.success) return parsed.data;
    const missing = parsed.error.issues.map(({path}) => (path[0] === "baseUrl" ? "--url" : "--model"));
    throw new EngineError("input/invalid", {detail: `--by ${by} needs ${[...new Set(missing)].join(" and ")}`});
}

function sentence({features, promptTokens, answerTokens, seconds}: LabellingEstimate): string {
    const time = seconds === undefined ? "" : `, about ${seconds < 90 ? `${Math.ceil(seconds)} s` : `${Math.ceil(seconds / 60)} min`} on this machine`;
    return `${features} ${features === 1 ? "feature" : "features"}: about ${promptTokens} tokens to read and ${answerTokens} to write${time}`;
}

function report({store}: Engine, {dictionary, features, score}: Labelling, {result, createdAt}: Run, json: boolean): void {
    const {labelled, failed, by, failures} = result as LabelResult;
    // what an earlier run or somebody else said of them is no outcome of this one
    const own = [...store.labels.ofFeatures(dictionary, features ?? [])].flatMap(([feature, all]) =>
        all.filter(({source, createdAt: at = 0}) => source === by && at >= createdAt).map((label) => ({feature, ...label}))
    );
    if (json) {
        printJson({...result, labels: Object.fromEntries(own.map(({feature, ...label}) => [feature, [label]]))});
        return;
    }
    for (const {feature, ...label} of own) {
        print(`${feature}: ${label.description}${label.score === undefined ? "" : ` (score ${label.score.toFixed(2)}: ${label.evidence})`}`);
        if (score && label.score === undefined)
            print(`    described, but could not be scored: ${label.evidence?.replace(/^not scored: /, "") ?? "nothing to try it on"}`);
    }
    print(`${labelled} labelled by ${by}, ${failed} not`);
    for (const {feature, reason} of failures) print(`  ${feature}: ${reason}`);
}
