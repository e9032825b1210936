import type {CorpusDocument} from "../corpus/types.ts";

interface Tokenizer {
    tokenize(text: string, options?: {readonly bos?: boolean}): readonly number[];
    tokenizeTurns(turns: readonly {readonly role: "system" | "user" | "assistant"; readonly content: string}[]): readonly number[];
}

/** Characters that are tokenized at once: a text of a hundred million is not read to its end when a thousand tokens are wanted. */
const PIECE = 262_144;
/** A conversation goes through the template as a whole; beyond this it is cut. */
const LONGEST_CONVERSATION = 1_048_576;

export interface Window {
    readonly tokens: number[];
    /** of its document */
    readonly isLast: boolean;
    /** of the document up to its end, 0..1 */
    readonly share: number;
}

/**
 * A document as the texts that are read one by one: tokens as the model wants them, each beginning as a text does (with BOS, where there is one). Tokenized as far
 * as they are asked for.
 * @param length most tokens of a window
 */
export function* windowsOf(document: CorpusDocument, model: Tokenizer, length: number): Generator<Window, void, void> {
    const start = model.tokenize("", {bos: true});
    const room = Math.max(1, length - start.length);
    const nPieces = "text" in document ? Math.max(1, Math.ceil(document.text.length / PIECE)) : 1;
    for (let piece = 0; piece < nPieces; piece++) {
        const all = "text" in document ? model.tokenize(document.text.slice(piece * PIECE, (piece + 1) * PIECE)) : model.tokenizeTurns(cut(document.turns));
        // a template writes the beginning itself
        const tokens = start.length > 0 && start.every((token, i) => all[i] === token) ? all.slice(start.length) : all;
        const n = Math.ceil(tokens.length / room);
        for (let i = 0; i < n; i++)
            yield {
                tokens: [...start, ...tokens.slice(i * room, (i + 1) * room)],
                isLast: piece + 1 === nPieces && i + 1 === n,
                share: (piece + (i + 1) / n) / nPieces
            };
    }
}

function cut<Turn extends {readonly content: string}>(turns: readonly Turn[]): readonly Turn[] {
    if (turns.reduce((sum, {content}) => sum + content.length, 0) <= LONGEST_CONVERSATION) return turns;
    let room = LONGEST_CONVERSATION;
    return turns.flatMap((turn) => {
        const content = turn.content.slice(0, room);
        room -= content.length;
        return content === "" ? [] : [{...turn, content}];
    });
}
