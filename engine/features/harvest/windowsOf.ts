import type {CorpusDocument} from "../corpus/types.ts";

interface Tokenizer {
    tokenize(text: string, options?: {readonly bos?: boolean}): readonly number[];
    tokenizeTurns(turns: readonly {readonly role: "system" | "user" | "assistant"; readonly content: string}[]): readonly number[];
}

/**
 * A document as the texts that are read one by one: tokens as the model wants them, each piece beginning as a text does (with BOS, where there is one).
 * @param length most tokens of a piece
 */
export function windowsOf(document: CorpusDocument, model: Tokenizer, length: number): number[][] {
    const start = model.tokenize("", {bos: true});
    const all = "text" in document ? model.tokenize(document.text) : model.tokenizeTurns(document.turns);
    // a template writes the beginning itself
    const tokens = start.length > 0 && start.every((token, i) => all[i] === token) ? all.slice(start.length) : all;
    const room = Math.max(1, length - start.length);
    return Array.from({length: Math.ceil(tokens.length / room)}, (_, i) => [...start, ...tokens.slice(i * room, (i + 1) * room)]);
}
