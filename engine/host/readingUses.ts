import type {LoadedModel} from "../chat/types.ts";
import {EngineError, type EngineStatus} from "../contract/index.ts";
import {type ContrastInput, contrastSets} from "../features/readings/contrastSets.ts";
import {type InspectionInput, inspectText} from "../features/readings/inspectText.ts";
import type {ReadingDeps} from "../features/readings/types.ts";
import type {FeatureDeps} from "../features/types.ts";

interface Deps {
    readonly features: FeatureDeps;
    readonly loaded: () => LoadedModel | undefined;
    readonly status: () => EngineStatus;
}

/** Reading given texts with the model that is loaded. */
export function readingUses({features, loaded, status}: Deps) {
    /** what each reading waits for */
    const running = new Map<AbortController, Promise<unknown>>();
    const deps: ReadingDeps = {
        ...features,
        reader() {
            const model = loaded();
            const now = status();
            if (model === undefined || now.state !== "ready") throw new EngineError("model/not-loaded", {});
            return {model: model.model, contextSize: now.model.contextSize};
        }
    };

    async function guarded<T>(read: (signal: AbortSignal) => Promise<T>, signal?: AbortSignal): Promise<T> {
        const own = new AbortController();
        const reading = read(signal === undefined ? own.signal : AbortSignal.any([own.signal, signal]));
        running.set(own, reading);
        try {
            return await reading;
        } finally {
            running.delete(own);
        }
    }

    return {
        inspect: (input: InspectionInput, signal?: AbortSignal) => guarded((either) => inspectText(deps, input, either), signal),
        contrast: (input: ContrastInput, signal?: AbortSignal) => guarded((either) => contrastSets(deps, input, either), signal),
        /** Ends every reading, before the model goes. */
        async stopAll(): Promise<void> {
            for (const controller of running.keys()) controller.abort(new EngineError("model/not-loaded", {}));
            await Promise.allSettled(running.values());
        }
    };
}
