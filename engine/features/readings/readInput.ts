import {EngineError} from "../../contract/index.ts";
import type {Turn} from "../../llama/types.ts";
import {readRows} from "./readRows.ts";
import type {ReadingModel, TokenRow} from "./types.ts";

export interface ReadToken extends TokenRow {
    readonly token: number;
    readonly text: string;
    /** it structures a conversation and is in no count */
    readonly special: boolean;
}

export interface ReadingInput {
    readonly dictionary: string;
    readonly text?: string | undefined;
    readonly turns?: readonly Turn[] | undefined;
}

/** A vocabulary may say a token otherwise after another one. */
const BEFORE = 4;

/**
 * What fires on each token of a text, or on the turns' own texts of a conversation. A text longer than the context is read in windows of the context's length, each of which
 * begins anew; a conversation that long is refused, since what its end means depends on its beginning.
 * @throws EngineError `input/invalid` unless there is either a text or turns, `model/context-full`, `dictionary/not-loaded`
 */
export async function readInput(reader: ReadingModel, {dictionary, text, turns}: ReadingInput, signal?: AbortSignal): Promise<ReadToken[]> {
    if ((text === undefined) === (turns === undefined)) throw new EngineError("input/invalid", {detail: "give a text or turns"});
    return text === undefined ? readTurns(reader, dictionary, turns!, signal) : readText(reader, dictionary, text, signal);
}

async function readTurns(reader: ReadingModel, dictionary: string, turns: readonly Turn[], signal?: AbortSignal): Promise<ReadToken[]> {
    if (turns.length === 0) return [];
    const {model} = reader;
    const tokens = model.tokenizeTurns(turns);
    const places = model.placesOfTurns(turns);
    const rows = await readRows(reader, tokens, dictionary, signal);
    return rows.filter(({position}) => places.some(({from, to}) => position >= from && position < to)).map((row) => named(model, tokens, row));
}

async function readText(reader: ReadingModel, dictionary: string, text: string, signal?: AbortSignal): Promise<ReadToken[]> {
    const {model, contextSize} = reader;
    const plain = model.tokenize(text);
    const tokens = model.tokenize(text, {bos: true});
    const beginning = tokens.slice(0, tokens.length - plain.length);
    const read: ReadToken[] = [];
    const room = contextSize - beginning.length;
    for (let at = 0; at < plain.length; at += room) {
        const window = [...beginning, ...plain.slice(at, at + room)];
        for (const row of await readRows(reader, window, dictionary, signal)) {
            // the token that every window begins with is shown once
            if (at > 0 && row.position < beginning.length) continue;
            read.push({...named(model, window, row), position: at + row.position});
        }
    }
    return read;
}

function named(model: ReadingModel["model"], tokens: readonly number[], row: TokenRow): ReadToken {
    const {position} = row;
    const token = tokens[position]!;
    const before = tokens.slice(Math.max(0, position - BEFORE), position);
    const [start, whole] = [model.detokenize(before), model.detokenize([...before, token])];
    const text = before.length > 0 && whole.startsWith(start) ? whole.slice(start.length) : model.detokenize([token]);
    return {...row, token, text, special: model.isSpecial(token)};
}
