import {join} from "node:path";
import type {LoadedModel} from "../chat/types.ts";
import {EngineError, type EngineStatus, type PairMeasurement, type PairReport} from "../contract/index.ts";
import {measurePair} from "../pairs/index.ts";
import type {Store} from "../store/openStore.ts";
import type {ModelRecipe} from "./bundledDemo.ts";
import {readText} from "./readText.ts";

interface Deps {
    readonly store: Store;
    readonly resources: string;
    readonly loaded: () => LoadedModel | undefined;
    readonly status: () => EngineStatus;
    /** of the model that is loaded */
    readonly recipe: () => ModelRecipe | undefined;
}

export interface MeasureInput {
    readonly dictionary: string;
    readonly text?: string | undefined;
    readonly maxTokens: number;
}

export type PairUses = ReturnType<typeof pairUses>;

/** Measuring the pair that is loaded, and what was measured before. */
export function pairUses({store, resources, loaded, status, recipe}: Deps) {
    /** what each measurement waits for; one whose reader is slow waits for nothing, and the model may go meanwhile */
    const running = new Map<AbortController, Promise<unknown>>();

    /** @throws EngineError `model/not-loaded`, `dictionary/not-loaded`, and what `measurePair` throws */
    async function* measure({dictionary: id, text, maxTokens}: MeasureInput, signal?: AbortSignal): AsyncGenerator<PairMeasurement, void, void> {
        const now = status();
        const model = loaded();
        if (model === undefined || now.state !== "ready") throw new EngineError("model/not-loaded", {});
        const dictionary = now.model.dictionaries.find((one) => one.id === id);
        if (dictionary === undefined) throw new EngineError("dictionary/not-loaded", {dictionary: id});
        const own = new AbortController();
        const either = signal === undefined ? own.signal : AbortSignal.any([own.signal, signal]);
        try {
            const measured =
                text === undefined ? await readText(recipe()?.text ?? join(resources, "texts", "general.json")) : {name: "given", documents: [text]};
            const {name, contextSize, quantization} = now.model;
            const pair = {model: model.model, modelName: name, quantization, contextSize, dictionary};
            const measurements = measurePair(pair, measured, maxTokens, either);
            for (;;) {
                either.throwIfAborted();
                const step = measurements.next();
                running.set(own, step);
                const {value, done} = await step;
                if (done) return;
                if (value.type === "report") store.pairReports.save(value.report);
                yield value;
            }
        } finally {
            running.delete(own);
        }
    }

    return {
        measure,
        reports: (dictionary: string): PairReport[] => store.pairReports.ofDictionary(dictionary),
        /** @throws EngineError `input/invalid` for an id that nothing has */
        removeReport(id: string): void {
            if (!store.pairReports.remove(id)) throw new EngineError("input/invalid", {detail: `no report has the id ${id}`});
        },
        /** Ends every measurement, before the model goes. */
        async stopAll(): Promise<void> {
            for (const controller of running.keys()) controller.abort(new EngineError("model/not-loaded", {}));
            await Promise.allSettled(running.values());
        }
    };
}
