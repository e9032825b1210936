import {plainWords} from "./plainWords.ts";

/** I and its like are capitals, and no names. */
const NO_NAMES = /^(i|i'm|i'll|i'd|i've)$/;

/**
 * What of an answer can be checked in another one without understanding either: its numbers, and its names (capitalised words that do not begin a sentence), in the
 * form of `plainWords`, each once.
 */
export function anchorsOf(text: string): string[] {
    const numbers = plainWords(text).filter((word) => /^\d/.test(word));
    const names: string[] = [];
    for (const sentence of text.split(/[.!?:\n]+\s+|\n/)) {
        const [, ...rest] = sentence.trim().split(/\s+/);
        for (const word of rest) if (/^[^\p{L}]*\p{Lu}/u.test(word)) names.push(...plainWords(word));
    }
    return [...new Set([...numbers, ...names.filter((name) => !NO_NAMES.test(name))])];
}
