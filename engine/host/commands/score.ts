import {type Command, Option} from "commander";
import {type EditScope, EngineError} from "../../contract/index.ts";
import {type ModelOptions, openCommandModel, wholeNumber, withModelOptions} from "../commandModel.ts";
import {interruptSignal} from "../interrupt.ts";
import {readEdits} from "../readEdits.ts";

interface ScoreOptions extends ModelOptions {
    readonly tokens?: string;
    readonly text?: string;
    readonly edits?: string;
    readonly positions: EditScope;
    readonly answerFrom: number;
}

export function registerScore(program: Command): void {
    withModelOptions(program.command("score"))
        .description("log-probabilities of given tokens under given edits; prints one line of JSON {token_logprobs, last_logprobs}")
        .option("--tokens <list>", "token ids, with commas; BOS first where the model wants one")
        .option("--text <text>", "a text instead (BOS is added where the model wants one)")
        .option("--edits <file>", "JSON array of {feature, mode: add|nudge|pin|scale, value}")
        .addOption(
            new Option("--positions <scope>", "where the edits act; all: special tokens too")
                .choices(["answer", "prompt-and-answer", "all"] satisfies EditScope[])
                .default("answer" satisfies EditScope)
        )
        .option("--answer-from <index>", "index of the answer's first token, for --positions answer", wholeNumber, 1)
        .action(score);
}

async function score({tokens, text, edits, positions, answerFrom, ...options}: ScoreOptions): Promise<void> {
    if ((tokens === undefined) === (text === undefined)) throw new EngineError("input/invalid", {detail: "give either --tokens or --text"});
    const given = edits === undefined ? [] : await readEdits(edits);
    const listed = tokens === undefined ? undefined : parseTokens(tokens);
    await using opened = await openCommandModel(options);
    const {model, compile} = opened;
    const ids = listed ?? model.tokenize(text!, {bos: true});
    for (const id of ids)
        if (id >= model.info.nVocab) throw new EngineError("input/invalid", {detail: `token ${id} is not in the vocabulary of ${model.info.nVocab}`});
    if (ids.length < 2) throw new EngineError("input/invalid", {detail: `${ids.length} tokens: at least two are needed to score one`});
    const steering = await compile({edits: given, scope: positions});
    const [scored] = await model.score({texts: [ids], steering, answerFrom: [answerFrom], lastLogprobs: true}, interruptSignal());
    const {tokenLogprobs, lastLogprobs} = scored!;
    process.stdout.write(`${JSON.stringify({token_logprobs: rounded(tokenLogprobs), last_logprobs: rounded(lastLogprobs!)})}\n`);
}

function parseTokens(list: string): number[] {
    return list.split(",").map((part) => {
        const id = Number(part);
        if (part.trim() === "" || !Number.isInteger(id) || id < 0) throw new EngineError("input/invalid", {detail: `"${part}" is not a token id`});
        return id;
    });
}

/** What float32 holds, and no more digits than that. */
const rounded = (values: Float32Array) => Array.from(values, (value) => Number(value.toPrecision(8)));
