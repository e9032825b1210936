import {createInterface} from "node:readline/promises";
import {type Command, Option} from "commander";
import {z} from "zod";
import {
    type Edit,
    type EditMode,
    type EditScope,
    EngineError,
    featureId,
    isEngineError,
    NO_STEERING,
    type Sampling,
    type Steering,
    samplingSchema
} from "../../contract/index.ts";
import type {Turn} from "../../llama/types.ts";
import {
    type CommandModel,
    chooseDictionary,
    type ModelOptions,
    openCommandModel,
    realNumber,
    removeUndefined,
    wholeNumber,
    withModelOptions
} from "../commandModel.ts";
import {interruptSignal} from "../interrupt.ts";
import {readAnyPreset} from "./preset/readAnyPreset.ts";

interface ChatOptions extends ModelOptions {
    readonly steer?: readonly string[];
    readonly preset?: string;
    readonly scope?: EditScope;
    readonly system?: string;
    readonly temperature?: number;
    readonly seed?: number;
    readonly maxTokens?: number;
    readonly demoSweep: boolean;
}

const collect = (entry: string, before: readonly string[] = []) => [...before, entry];

export function registerChat(program: Command): void {
    withModelOptions(program.command("chat"))
        .description("talk to a model under edits; without a message it reads one a line")
        .argument("[message]", "one question; the answer is streamed to standard output")
        .option("--steer <edit>", "FEATURE=VALUE, FEATURE:MODE=VALUE or LABEL=VALUE, e.g. pirate=.45 or 12:pin=30; may be given several times", collect)
        .addOption(new Option("--scope <scope>", "where the edits act (default: answer)").choices(["answer", "prompt-and-answer", "all"] satisfies EditScope[]))
        .option(
            "--preset <preset>",
            "a .saelor-preset or Ember's JSON, or the name of one that is saved; what else is given here is added to it, or counts in its place"
        )
        .option("--system <text>", "system prompt")
        .option("--temperature <number>", "0: always the most likely token", realNumber)
        .option("--seed <number>", "of the sampling", wholeNumber)
        .option("--max-tokens <number>", "longest answer", wholeNumber)
        .option("--demo-sweep", "the bundled demo's figure: one question, one feature, from strength 0 up", false)
        .action(chat);
}

async function chat(message: string | undefined, options: ChatOptions): Promise<void> {
    await using opened = await openCommandModel(options);
    const preset = options.preset === undefined ? undefined : await readAnyPreset(options.preset, await opened.pair(), opened.label);
    const sampling: Sampling = {
        ...opened.sampling,
        ...(removeUndefined(preset?.sampling ?? {}) as Partial<Sampling>),
        ...(options.temperature === undefined ? {} : {temperature: options.temperature}),
        ...(options.seed === undefined ? {} : {seed: options.seed}),
        ...(options.maxTokens === undefined ? {} : {maxTokens: options.maxTokens})
    };
    const checked = samplingSchema.safeParse(sampling);
    if (!checked.success) throw new EngineError("input/invalid", {detail: z.prettifyError(checked.error)});
    if (options.demoSweep) return await demoSweep(opened, sampling);
    const typed = (options.steer ?? []).map((text) => parseEdit(text, opened));
    const saved = preset?.steering ?? NO_STEERING;
    const steering: Steering = {...saved, edits: [...saved.edits, ...typed], scope: options.scope ?? saved.scope};
    const system = options.system ?? preset?.systemPrompt;
    const turns: Turn[] = system === undefined || system.trim() === "" ? [] : [{role: "system", content: system}];
    if (message !== undefined) return void (await answer(opened, [...turns, {role: "user", content: message}], steering, sampling));

    const lines = createInterface({input: process.stdin, output: process.stderr, terminal: process.stdin.isTTY});
    // a pipe is read to its end long before the first answer is there, and wants no prompt
    const prompt = () => void (process.stdin.isTTY && lines.prompt());
    lines.setPrompt("> ");
    prompt();
    for await (const line of lines) {
        if (line.trim() === "/exit") break;
        if (line.trim() !== "") {
            turns.push({role: "user", content: line});
            turns.push({role: "assistant", content: await answer(opened, turns, steering, sampling)});
        }
        if (interruptSignal().aborted) break;
        prompt();
    }
    lines.close();
}

async function answer(
    {model, compile}: CommandModel,
    turns: readonly Turn[],
    steering: Steering,
    sampling: Sampling,
    write = (text: string) => void process.stdout.write(text)
): Promise<string> {
    let content = "";
    for await (const event of model.generate(0, {turns, steering: await compile(steering), sampling}, interruptSignal())) {
        if (event.type !== "token") continue;
        content += event.text;
        write(event.text);
    }
    write("\n");
    return content;
}

async function demoSweep(opened: CommandModel, sampling: Sampling): Promise<void> {
    if (opened.demo?.sweep === undefined) throw new EngineError("input/invalid", {detail: "--demo-sweep runs on the bundled model: leave --model out"});
    const {prompt, feature, strengths} = opened.demo.sweep;
    const dictionary = chooseDictionary(opened.dictionaries, opened.demo.dictionaries[0]!.file).file;
    // before its name is told
    opened.gate.requireVisible(dictionary.id, feature, "steer");
    process.stdout.write(
        `${prompt}\nfeature ${feature} (${opened.label(dictionary.id, feature) ?? "unlabelled"}) of ${dictionary.name}, nudged by a share of the residual's length\n\n`
    );
    for (const value of strengths) {
        process.stdout.write(`${value.toFixed(2).padStart(5)}  `);
        await answer(
            opened,
            [{role: "user", content: prompt}],
            {edits: [{dictionary: dictionary.id, feature: featureId(feature), mode: "nudge", value}], scope: "answer"},
            sampling
        );
        if (interruptSignal().aborted) return;
    }
}

const MODES: readonly EditMode[] = ["nudge", "add", "pin", "scale"];

/** `12=.4`, `12:pin=30`, `pirate=.45`, `pirate:nudge=.45` */
function parseEdit(text: string, {dictionaries, labels, gate}: CommandModel): Edit {
    const bad = (detail: string) => new EngineError("steering/bad-edit", {detail: `"${text}": ${detail}`});
    const parts = /^(.+?)(?::(nudge|add|pin|scale))?=(.+)$/.exec(text.trim());
    if (parts === null) throw bad(`expected FEATURE=VALUE or FEATURE:MODE=VALUE with a mode of ${MODES.join(", ")}`);
    const [, name = "", mode = "nudge", number = ""] = parts;
    const value = Number(number);
    if (number.trim() === "" || !Number.isFinite(value)) throw bad(`${number} is not a number`);
    const {id} = chooseDictionary(dictionaries, undefined).file;
    if (/^\d+$/.test(name)) return {feature: featureId(Number(name)), mode: mode as EditMode, value};
    const named = labels(id).filter(({description}) => description.toLowerCase().includes(name.toLowerCase()));
    const found = named.find(({index}) => gate.visible(id)(index));
    if (found === undefined) {
        // which feature a hidden label belongs to is not told; that it was tried is written down
        for (const {index} of named.slice(0, 1)) writeDown(() => gate.requireVisible(id, index, "steer"));
        throw bad(`no feature's label holds "${name}"`);
    }
    process.stderr.write(`${name}: feature ${found.index}, ${found.description}\n`);
    return {feature: featureId(found.index), mode: mode as EditMode, value};
}

/** Has the gate write down that a hidden feature was asked for, without telling which. */
function writeDown(ask: () => void): void {
    try {
        ask();
    } catch (error) {
        if (!isEngineError(error, "feature/moderated")) throw error;
    }
}
