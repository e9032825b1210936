import type {MessageHit} from "../contract/index.ts";

/** Words of a snippet, and how many of them come before the first hit. */
const SNIPPET_WORDS = 24;
const WORDS_BEFORE = 6;
/** Words of a message that are looked through: a pasted book is not read to its end for a line of a list. */
const SEARCHED_WORDS = 50_000;

interface Word {
    readonly from: number;
    readonly to: number;
    /** place of the query's word that it begins with; -1: none */
    readonly hit: number;
}

/** A word without its accents and capitals, as the index takes it. */
const folded = (word: string) => word.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** The part of a text that holds most of a query's words, in pieces; every word of the query is a prefix. Nothing found: its beginning. */
export function snippetOf(text: string, query: readonly string[]): MessageHit["snippet"] {
    const wanted = query.map(folded);
    const words: Word[] = [];
    for (const {0: word, index} of text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)) {
        if (words.length === SEARCHED_WORDS) break;
        const plain = folded(word);
        words.push({from: index, to: index + word.length, hit: wanted.findIndex((beginning) => plain.startsWith(beginning))});
    }
    const first = Math.max(0, bestStart(words) - WORDS_BEFORE);
    const shown = words.slice(first, first + SNIPPET_WORDS);
    const from = first === 0 ? 0 : (shown[0]?.from ?? 0);
    const to = first + SNIPPET_WORDS >= words.length && words.length < SEARCHED_WORDS ? text.length : shown.at(-1)!.to;
    return cut(text, shown, from, to);
}

/** the hit from which a snippet's length holds most different words of the query */
function bestStart(words: readonly Word[]): number {
    const hits = words.flatMap(({hit}, place) => (hit < 0 ? [] : [{hit, place}]));
    let best = {start: 0, count: 0};
    hits.forEach(({place}, i) => {
        const within = new Set<number>();
        for (let j = i; j < hits.length && hits[j]!.place < place + SNIPPET_WORDS - WORDS_BEFORE; j++) within.add(hits[j]!.hit);
        if (within.size > best.count) best = {start: place, count: within.size};
    });
    return best.start;
}

function cut(text: string, words: readonly Word[], from: number, to: number): MessageHit["snippet"] {
    const pieces: MessageHit["snippet"] = [];
    const add = (piece: string, hit: boolean) => {
        if (piece !== "") pieces.push({text: piece, hit});
    };
    let at = from;
    let before = from > 0 ? "…" : "";
    for (const word of words) {
        if (word.hit < 0) continue;
        add(before + text.slice(at, word.from), false);
        add(text.slice(word.from, word.to), true);
        before = "";
        at = word.to;
    }
    add(before + text.slice(at, to) + (to < text.length ? "…" : ""), false);
    return pieces;
}
