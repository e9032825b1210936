import {type Command, InvalidArgumentError} from "commander";
import {EngineError, type TokenReading} from "../../contract/index.ts";
import {type CommandModel, chooseDictionary, type ModelOptions, openCommandModel, wholeNumber, withModelOptions} from "../commandModel.ts";
import {inspectPair} from "../inspectPair.ts";
import {interruptSignal} from "../interrupt.ts";

interface InspectOptions extends ModelOptions {
    readonly pair: boolean;
    readonly text?: string;
    readonly tokens: number;
    readonly answer?: string;
    readonly k: number;
    readonly json: boolean;
}

export function registerInspect(program: Command): void {
    withModelOptions(program.command("inspect"))
        .description("which features fire on each token of a message; with --pair, whether model and dictionary belong together")
        .argument("[message]", "what the user says")
        .option("--pair", "measure the pair instead: L0, FVU, CE loss recovered, dead features, outliers", false)
        .option("--text <file>", "with --pair: measure on this text (default: a bundled one)")
        .option("--tokens <number>", "with --pair: how many tokens of it", countFrom1, 2048)
        .option("--answer <text>", "inspect this answer to it instead")
        .option("-k <number>", "strongest features per token", wholeNumber, 5)
        .option("--json", "one line of JSON instead of a table", false)
        .action(inspect);
}

/** Features read beyond those that are shown, where a list may take some of them away. */
const SPARE = 64;

function countFrom1(text: string): number {
    const count = wholeNumber(text);
    if (count === 0) throw new InvalidArgumentError("Give a whole number from 1.");
    return count;
}

async function inspect(message: string | undefined, {answer, k, json, pair, text, tokens, ...options}: InspectOptions): Promise<void> {
    if (pair === (message !== undefined)) throw new EngineError("input/invalid", {detail: pair ? "--pair takes no message" : "a message is missing"});
    if (!pair && text !== undefined) throw new EngineError("input/invalid", {detail: "--text goes with --pair"});
    await using opened = await openCommandModel(options);
    const dictionary = chooseDictionary(opened.dictionaries, undefined).file;
    if (message === undefined) return await inspectPair(opened, dictionary, {text, tokens, json});
    const hidden = opened.gate.hidden(dictionary.id);
    const turns = [{role: "user" as const, content: message}, ...(answer === undefined ? [] : [{role: "assistant" as const, content: answer}])];
    const readings = await opened.model.inspect(
        {turns, steering: {edits: [], scope: "answer"}, dictionary: dictionary.id, k: k === 0 ? 0 : k + Math.min(hidden.size, SPARE), features: []},
        interruptSignal()
    );
    const labelled = readings.map((reading) => ({
        ...reading,
        top: reading.top
            .filter(({feature}) => !hidden.has(feature))
            .slice(0, k)
            .map((entry) => ({...entry, label: opened.label(dictionary.id, entry.feature)}))
    }));
    process.stdout.write(
        json ? `${JSON.stringify({dictionary: dictionary.id, layer: dictionary.layer, tokens: labelled})}\n` : table(labelled, opened, dictionary.name)
    );
}

function table(readings: readonly TokenReading[], {model}: CommandModel, dictionary: string): string {
    const lines = [`${model.info.name} · ${dictionary}`, ""];
    for (const {text, special, top} of readings) {
        lines.push(`${JSON.stringify(text)}${special ? "  (special)" : ""}`);
        for (const {feature, value, label} of top) lines.push(`    ${value.toFixed(2).padStart(8)}  #${String(feature).padEnd(6)} ${label ?? ""}`);
    }
    return `${lines.join("\n")}\n`;
}
