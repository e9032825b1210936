import type {LabelIndex} from "./LabelIndex.ts";
import {matchWords} from "./matchWords.ts";

/** Queries whose features are kept, so that the next page and the next filter need not look for them again. */
const KEPT = 8;

interface Matches {
    readonly version: number;
    readonly found: Map<string, Uint32Array>;
}

const kept = new WeakMap<LabelIndex, Matches>();

/** `1234`, `#1234` */
const NUMBER = /^\s*#?(\d{1,9})\s*$/;

/** Features that a query in words finds, best first; a number finds the feature of that number before those whose labels hold it. */
export function matchesOf(index: LabelIndex, query: string): Uint32Array {
    let matches = kept.get(index);
    if (matches === undefined || matches.version !== index.version) {
        matches = {version: index.version, found: new Map()};
        kept.set(index, matches);
    }
    const present = matches.found.get(query);
    if (present !== undefined) return present;
    const words = matchWords(index, query);
    const number = NUMBER.exec(query)?.[1];
    const named = number === undefined ? index.nFeatures : Number(number);
    const found = named < index.nFeatures ? Uint32Array.of(named, ...words.filter((feature) => feature !== named)) : words;
    const [oldest] = matches.found.keys();
    if (matches.found.size >= KEPT && oldest !== undefined) matches.found.delete(oldest);
    matches.found.set(query, found);
    return found;
}
