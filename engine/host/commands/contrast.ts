import {resolve} from "node:path";
import type {Command} from "commander";
import {EngineError} from "../../contract/index.ts";
import {openCorpus} from "../../features/corpus/openCorpus.ts";
import type {Turn} from "../../llama/types.ts";
import {chooseDictionary, wholeNumber} from "../commandModel.ts";
import {defaultWorkspace} from "../defaultWorkspace.ts";
import {interruptSignal} from "../interrupt.ts";
import {chooseRecipe} from "./chooseRecipe.ts";
import {askedDictionary, type DictionaryOption, withDictionaryOption} from "./dictionaryOption.ts";
import {print, printJson} from "./library/openLibrary.ts";

interface ContrastOptions extends DictionaryOption {
    readonly avoid: string;
    readonly encourage: string;
    readonly model?: string;
    readonly workspace: string;
    readonly k: number;
    readonly json: boolean;
}

/** As the contract has it. */
const MOST = 64;

export function registerContrast(program: Command): void {
    withDictionaryOption(program.command("contrast"))
        .description("features that tell two sets of conversations apart, which belong together in pairs by their place in the files")
        .requiredOption("--avoid <file>", "conversations as JSON lines, JSON or Parquet; the answer given last counts")
        .requiredOption("--encourage <file>", "the same questions, answered as you would like")
        .option("--model <model>", "a GGUF file, or the id or name of one in the library (default: the one used last, else the demo)")
        .option("--workspace <folder>", "where labels and harvests are kept", defaultWorkspace())
        .option("-k <number>", "features in each direction", wholeNumber, 10)
        .option("--json", "one line of JSON", false)
        .action(contrast);
}

async function contrast({avoid, encourage, model, workspace, k, json, ...given}: ContrastOptions): Promise<void> {
    const asked = askedDictionary(given);
    const signal = interruptSignal();
    const sets = {avoid: await readConversations(avoid), encourage: await readConversations(encourage)};
    const {createEngine} = await import("../engine.ts");
    const engine = await createEngine({workspace, autoLoad: "none", runs: "own"});
    try {
        const recipe = await chooseRecipe(engine, {model, dictionary: asked});
        const status = await engine.models.load({modelId: recipe.id}, signal);
        if (status.state !== "ready") throw new EngineError("model/not-loaded", {});
        const {file} = chooseDictionary(
            status.model.dictionaries.map(({id}) => engine.features.dictionary(id)!),
            asked
        );
        const found = await engine.readings.contrast({dictionary: file.id, ...sets, k}, signal);
        if (json) return printJson({dictionary: file.id, ...found});
        print(`${file.name}: ${sets.avoid.length} pairs`);
        for (const direction of ["encourage", "avoid"] as const) {
            print(`\n${direction}${found[direction].length === 0 ? ": nothing" : ""}`);
            for (const {feature, score, agreement, label} of found[direction])
                print(
                    `${`#${feature}`.padStart(9)}  ${score.toFixed(3).padStart(7)}  ${`${Math.round(100 * agreement)} %`.padStart(5)} of pairs  ${label ?? ""}`.trimEnd()
                );
        }
    } finally {
        await engine.close();
    }
}

async function readConversations(path: string): Promise<Turn[][]> {
    const conversations: Turn[][] = [];
    for await (const {document} of (await openCorpus(resolve(path))).documents()) {
        conversations.push("turns" in document ? [...document.turns] : [{role: "assistant", content: document.text}]);
        if (conversations.length > MOST) throw new EngineError("input/invalid", {detail: `${path} holds more than ${MOST} conversations`});
    }
    if (conversations.length === 0) throw new EngineError("input/invalid", {detail: `${path} holds no conversations`});
    return conversations;
}
