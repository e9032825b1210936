import {cleanText} from "../labels/cleanText.ts";
import type {LabellingPair, Passage} from "./types.ts";

/** Below this share of a passage's strongest activation a token is shown unmarked: most features trail off over the words that follow. */
const MARKED_FROM = 0.2;
/** Strengths that are spelt out; they run from 1 to 10, the feature's maximum. */
const STRENGTHS = 6;

interface Stretch {
    readonly text: number;
    readonly from: number;
    /** as the model reads them, special ones among them */
    readonly tokens: readonly number[];
    /** [tokens] activations; absent: it fires nowhere */
    readonly values?: readonly number[];
    /** the feature's strongest activation */
    readonly max?: number;
}

/** A stretch of text in two forms: as people read it, and with what fires in it. Special tokens are left out of both. */
export function showPassage({detokenize, isSpecial}: Pick<LabellingPair["model"], "detokenize" | "isSpecial">, stretch: Stretch): Passage {
    const {text, from, max = 1} = stretch;
    const shown = stretch.tokens.flatMap((token, i) => (isSpecial(token) ? [] : [{token, value: stretch.values?.[i] ?? 0}]));
    const plain = oneLine(detokenize(shown.map(({token}) => token)));
    const from10 = MARKED_FROM * Math.max(0, ...shown.map(({value}) => value));
    const parts: {tokens: number[]; fires: boolean; value: number}[] = [];
    for (const {token, value} of shown) {
        const fires = value > 0 && value >= from10;
        const last = parts.at(-1);
        if (last !== undefined && last.fires === fires) {
            last.tokens.push(token);
            last.value = Math.max(last.value, value);
        } else parts.push({tokens: [token], fires, value});
    }
    const spelt = parts.map((part) => ({...part, words: oneLine(detokenize(part.tokens), false)}));
    const marked = spelt.map(({fires, words}) => (fires ? marks(words) : words)).join("");
    const strengths = spelt
        .filter(({fires}) => fires)
        .slice(0, STRENGTHS)
        .map(({words, value}) => `"${words.trim()}" ${Math.max(1, Math.min(10, Math.round((10 * value) / max)))}`);
    return {text, from, plain, marked: strengths.length === 0 ? plain : `${marked.trim()}\n   strengths: ${strengths.join(", ")}`};
}

/** The marks stand at the words, not at the spaces around them. */
const marks = (words: string) => words.replace(/^(\s*)(.*?)(\s*)$/s, "$1«$2»$3");

/** Marks that are the text's own would look like ours. */
function oneLine(text: string, trim = true): string {
    const flat = text
        .replaceAll("«", "‹")
        .replaceAll("»", "›")
        .replace(/\s*\n\s*/g, " ⏎ ");
    return trim ? cleanText(flat) : flat;
}
