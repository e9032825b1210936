import {type DictionaryInfo, type ErrorCode, isEngineError, type ModelFacts} from "../contract/index.ts";
import {readDictionaryInfo} from "./readDictionaryInfo.ts";
import {readModelFacts} from "./readModelFacts.ts";
import {splitParts} from "./splitParts.ts";
import {statFile} from "./statFile.ts";

/** What a file says about itself, or why it can't be used. */
export type Facts<Info> =
    | {readonly info: Info; readonly problem?: never; readonly code?: never}
    | {readonly info?: never; readonly problem: string; readonly code: ErrorCode};

export type FactsCache = ReturnType<typeof factsCache>;

/** Headers that are read at the same time: reading is short, and more would only hold up the rest of the engine. */
const AT_ONCE = 2;
const MOST = 4000;

/** Remembers what headers say for as long as the files are the same by size and time, so that a list of a hundred models is read once. */
export function factsCache() {
    const models = remembering(readModelFacts);
    const dictionaries = remembering<DictionaryInfo>(readDictionaryInfo);
    return {
        model: (path: string): Promise<Facts<ModelFacts>> => models(path),
        dictionary: (path: string): Promise<Facts<DictionaryInfo>> => dictionaries(path)
    };
}

function remembering<Info>(read: (path: string) => Promise<Info>) {
    const known = new Map<string, {readonly stamp: string; readonly facts: Promise<Facts<Info>>}>();
    const turn = turnstile(AT_ONCE);
    return async (path: string): Promise<Facts<Info>> => {
        const stamp = await stampOf(path);
        const present = known.get(path);
        if (present?.stamp === stamp) return present.facts;
        const facts = turn(() => read(path)).then(
            (info): Facts<Info> => ({info}),
            (error: unknown): Facts<Info> => ({problem: problemOf(error), code: isEngineError(error) ? error.code : "engine/internal"})
        );
        if (known.size >= MOST) known.clear();
        known.set(path, {stamp, facts});
        return facts;
    };
}

async function stampOf(path: string): Promise<string> {
    const stats = await Promise.all(splitParts(path).map(statFile));
    return stats.map((one) => (one === undefined ? "-" : `${one.size}:${one.mtimeMs}:${one.ino}`)).join();
}

/** Words without the path, which is shown beside them. */
export function problemOf(error: unknown): string {
    if (!isEngineError(error)) return error instanceof Error ? error.message : String(error);
    const {path: _, detail, ...rest} = error.data as Record<string, unknown>;
    if (typeof detail === "string") return detail;
    const facts = Object.entries(rest).map(([name, value]) => `${name} ${value}`);
    return facts.length === 0 ? error.code : `${error.code}: ${facts.join(", ")}`;
}

function turnstile(places: number) {
    let free = places;
    const waiting: (() => void)[] = [];
    return async <Result>(work: () => Promise<Result>): Promise<Result> => {
        if (free === 0) await new Promise<void>((resolve) => waiting.push(resolve));
        else free--;
        try {
            return await work();
        } finally {
            const next = waiting.shift();
            if (next === undefined) free++;
            else next();
        }
    };
}
