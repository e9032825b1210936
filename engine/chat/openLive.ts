import {EngineError, type LiveReading} from "../contract/index.ts";
import type {RawReadingAt} from "../llama/types.ts";
import type {ChatDeps, Live, LoadedModel} from "./types.ts";

/** Features read beyond those that are shown, where a list may take some of them away. */
const SPARE = 64;

export interface LiveReader {
    /** what the model is asked for */
    readonly request: Live;
    /** takes away what nobody may see, and names the rest by their labels */
    readonly name: (readings: readonly RawReadingAt[]) => LiveReading[];
}

/**
 * Prepares reading an answer while it is written.
 * @throws EngineError `dictionary/not-loaded`
 */
export function openLive(
    {store, gate}: Pick<ChatDeps, "store" | "gate">,
    {dictionaries}: Pick<LoadedModel, "dictionaries">,
    {dictionary, k}: Live
): LiveReader {
    if (!dictionaries.includes(dictionary)) throw new EngineError("dictionary/not-loaded", {dictionary});
    const labels = new Map<number, string | undefined>();
    const learn = (features: readonly number[]) => {
        const found = store.labels.ofFeatures(dictionary, features);
        for (const feature of features) labels.set(feature, found.get(feature)?.[0]?.description);
    };
    return {
        request: {dictionary, k: k + Math.min(gate.hidden(dictionary).size, SPARE)},
        name(readings) {
            // asked each time: the list may change while the answer is written
            const visible = gate.visible(dictionary);
            const shown = readings.map(({top, ...reading}) => ({...reading, top: top.filter(({feature}) => visible(feature)).slice(0, k)}));
            const unknown = new Set(shown.flatMap(({top}) => top.map(({feature}) => feature)).filter((feature) => !labels.has(feature)));
            if (unknown.size > 0) learn([...unknown]);
            return shown.map(({top, ...reading}) => ({
                ...reading,
                top: top.map(({feature, value}) => {
                    const label = labels.get(feature);
                    return {feature, value, ...(label !== undefined && {label})};
                })
            }));
        }
    };
}
