import {readFile} from "node:fs/promises";
import type {Command} from "commander";
import {type AutoconditionInput, autoconditionInputSchema, EngineError} from "../../contract/index.ts";
import {wholeNumber} from "../commandModel.ts";
import {defaultWorkspace} from "../defaultWorkspace.ts";
import {tellCondition} from "../tellCondition.ts";
import {runSearch, type SearchOptions} from "./runSearch.ts";

interface ConditionOptions extends SearchOptions {
    readonly examples?: string;
    readonly seed: number;
}

export function registerCondition(program: Command): void {
    program
        .command("condition")
        .description("find the feature, or two, that tell when the user is doing something, and count on how many other questions they do")
        .argument("[specification]", 'when it should hold: "the user is asking about money"', "")
        .option(
            "--examples <file>",
            'questions instead of those that are made: JSON, {"hold": ["…"], "not": ["…"]}, 3 to 64 of each; a dozen or more can be told'
        )
        .option("--seed <number>", "what is drawn, is drawn by it", wholeNumber, 42)
        .option("--model <model>", "a GGUF file, or the id or name of one in the library (default: the bundled demo)")
        .option("--dictionary <dictionary>", "a .sae.gguf, a part of its file name, or its number from 0 (default: the first)")
        .option("--workspace <folder>", "where it is kept, for the app to show", defaultWorkspace())
        .option("--json", "all of it as JSON", false)
        .action(condition);
}

async function condition(specification: string, options: ConditionOptions): Promise<void> {
    // what is wrong with these is told before a model is loaded
    const input = await inputOf(specification, options);
    await runSearch(options, {
        begin: (engine, dictionary) => engine.autosteer.beginCondition({...input, dictionary}),
        get: (engine, id) => engine.autosteer.getCondition(id),
        tell: tellCondition,
        kept: "What the model wrote is kept."
    });
}

/** @throws EngineError `input/invalid`, `file/not-found`, `file/malformed` */
async function inputOf(specification: string, {examples: path, seed}: ConditionOptions): Promise<AutoconditionInput> {
    if (specification.trim() === "" && path === undefined)
        throw new EngineError("input/invalid", {detail: 'say when it should hold, as in "the user is asking about money", or give --examples'});
    const examples = path === undefined ? undefined : await readExamples(path);
    // which dictionary it is, is known once the model is loaded
    const checked = autoconditionInputSchema.safeParse({specification, dictionary: "", seed, ...(examples !== undefined && {examples})});
    if (checked.success) return checked.data;
    const places = (of: readonly PropertyKey[]) => (of[0] === "examples" ? `--examples: ${of.slice(1).map(String).join(" ")}` : of.map(String).join(" "));
    throw new EngineError("input/invalid", {detail: checked.error.issues.map(({path: at, message}) => `${places(at)}: ${message}`).join("; ")});
}

/** @throws EngineError `file/not-found`, `file/malformed` */
async function readExamples(path: string): Promise<unknown> {
    const malformed = (detail: string, cause?: unknown) => new EngineError("file/malformed", {path, format: "examples", detail}, {cause});
    let text: string;
    try {
        text = await readFile(path, "utf8");
    } catch (cause) {
        throw new EngineError("file/not-found", {path}, {cause});
    }
    let read: unknown;
    try {
        read = JSON.parse(text);
    } catch (cause) {
        throw malformed((cause as Error).message, cause);
    }
    const isList = (of: unknown) => Array.isArray(of) && of.every((one) => typeof one === "string");
    const {hold, not} = (typeof read === "object" && read !== null ? read : {}) as {hold?: unknown; not?: unknown};
    if (!isList(hold) || !isList(not)) throw malformed('it is to be {"hold": ["…"], "not": ["…"]}, lists of questions');
    return {hold, not};
}
