import type {ModerationSource} from "./types.ts";

/** A page that is drawn again, or an answer asked for again, says nothing new. */
const SAME_FOR_MS = 60_000;
/** More than a hand can ask for in a minute; a program that walks through a dictionary is logged all the same, only less often forgotten. */
const REMEMBERED = 10_000;

/**
 * Writes down what was refused, the same at most once a minute. A store that can't be written does not turn a refusal into a failure of another kind: nobody
 * gets past the gate by filling the disk.
 */
export function refusalLog({log}: Pick<ModerationSource, "log">, now = Date.now) {
    const last = new Map<string, number>();
    return (dictionary: string, feature: number, door: string): void => {
        const key = `${dictionary} ${feature} ${door}`;
        const time = now();
        const before = last.get(key);
        if (before !== undefined && time - before < SAME_FOR_MS) return;
        if (last.size >= REMEMBERED) last.clear();
        last.set(key, time);
        try {
            log(dictionary, {action: "refuse", detail: `feature ${feature}: ${door}`}, 1);
        } catch {
            // said above
        }
    };
}
