import {resolve} from "node:path";
import type {Command} from "commander";
import {EngineError, type Run} from "../../contract/index.ts";
import {chooseDictionary, wholeNumber} from "../commandModel.ts";
import {defaultWorkspace} from "../defaultWorkspace.ts";
import type {Engine} from "../engine.ts";
import {interruptSignal} from "../interrupt.ts";
import {progressLine} from "../progressLine.ts";
import {chooseRecipe} from "./chooseRecipe.ts";
import {askedDictionary, type DictionaryOption, withDictionaryOption} from "./dictionaryOption.ts";
import {followRun} from "./followRun.ts";
import {describeProgress} from "./library/followRuns.ts";
import {print, printJson} from "./library/openLibrary.ts";

interface HarvestOptions extends DictionaryOption {
    readonly tokens: number;
    readonly model?: string;
    readonly workspace: string;
    readonly json: boolean;
}

export function registerHarvest(program: Command): void {
    withDictionaryOption(program.command("harvest"))
        .description("run a corpus through a model and keep what each feature of a dictionary does: statistics, examples, companions")
        .argument("[corpus]", "texts or conversations as JSON lines, JSON, Parquet or plain text (default: what comes with the model)")
        .option("--tokens <number>", "at most so many, special ones among them; the texts that come with the demo have about 68,000", wholeNumber, 1_000_000)
        .option("--model <model>", "a GGUF file, or the id or name of one in the library (default: the one used last, else the demo)")
        .option("--workspace <folder>", "where what is found is kept, for the app to show", defaultWorkspace())
        .option("--json", "one line of JSON", false)
        .action(harvest);
}

async function harvest(corpus: string | undefined, {tokens, model, workspace, json, ...given}: HarvestOptions): Promise<void> {
    const asked = askedDictionary(given);
    const signal = interruptSignal();
    const {createEngine} = await import("../engine.ts");
    const engine = await createEngine({workspace, autoLoad: "none", runs: "own"});
    const line = progressLine(process.stderr);
    try {
        if (!engine.store.holdsWorkspace())
            throw new EngineError("input/invalid", {detail: `another Saelor has ${workspace} open: harvest there, or close it first`});
        const recipe = await chooseRecipe(engine, {model, dictionary: asked});
        line.show(`loading ${recipe.name}`);
        const status = await engine.models.load({modelId: recipe.id}, signal);
        if (status.state !== "ready") throw new EngineError("model/not-loaded", {});
        const {file} = chooseDictionary(
            status.model.dictionaries.map(({id}) => engine.features.dictionary(id)!),
            asked
        );
        const run = await engine.harvest({dictionary: file.id, corpus: corpus && resolve(corpus), maxTokens: tokens});
        const {result} = await followRun(engine, run.id, signal, (now) => line.show(`${describeProgress(now)}${rateOf(now)}`));
        line.clear();
        report(engine, {dictionary: file.id, read: `${result?.read ?? ""}`}, json);
    } finally {
        line.clear();
        await engine.close();
        if (signal.aborted) process.stderr.write("What was read is kept. To go on: the same command again.\n");
    }
}

const rateOf = ({progress}: Run) =>
    progress?.perSecond === undefined || progress.unit !== "tokens" ? "" : `, ${progress.perSecond.toFixed(0)} tokens a second`;

function report({store}: Engine, {dictionary, read}: {readonly dictionary: string; readonly read: string}, json: boolean): void {
    const {texts, ...harvest} = store.harvests.current(dictionary)!;
    const counts = store.harvests.counts(harvest.id);
    const alive = counts.filter(({count}) => count > 0).length;
    const l0 = counts.reduce((sum, {count}) => sum + count, 0) / Math.max(1, harvest.tokens);
    if (json) {
        printJson({...harvest, texts, features: counts.length, alive, l0, read});
        return;
    }
    print(
        `${harvest.tokens} tokens of ${texts} texts: ${alive} of ${counts.length} features fired, ${l0.toFixed(1)} on a token; ` +
            `${harvest.sinks} sinks left out; median residual norm ${harvest.residualNorm.toPrecision(3)}`
    );
    if (read !== "") print(`Read: ${read}`);
    print("To look at one: saelor feature <number>");
}
