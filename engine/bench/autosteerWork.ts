import type {AutosteerPlan} from "../autosteer/plans.ts";
import {PLANS} from "../autosteer/plans.ts";
import type {Work} from "../autosteer/types.ts";
import type {CalibratedDictionary} from "../dictionaries/index.ts";
import type {LoadedModel} from "../llama/loadedModel.ts";
import {compileSteering} from "../steering/index.ts";
import {largestStep} from "../steering/largestStep.ts";

interface Options {
    readonly model: LoadedModel;
    readonly dictionary: CalibratedDictionary;
    readonly plan?: Partial<AutosteerPlan>;
    readonly signal?: AbortSignal;
}

/** The work of a stage on a model of one's own, without a run around it: nothing is kept, nobody waits. */
export function autosteerWork({model, dictionary, plan, signal = new AbortController().signal}: Options): Work {
    const known = new Map<string, unknown>();
    return {
        lent: {
            model,
            name: "bench",
            contextSize: model.info.contextSize,
            gone: signal,
            compile: (steering) => compileSteering(steering, [dictionary]),
            stepLength: async (steering) => largestStep(await compileSteering(steering, [dictionary]), [dictionary]),
            randomFeature: () => undefined
        },
        dictionary: dictionary.file.id,
        plan: {...PLANS.fast, ...plan},
        seed: 42,
        signal,
        async remember<T>(key: string, make: () => Promise<T>) {
            if (!known.has(key)) known.set(key, await make());
            return known.get(key) as T;
        },
        tell: () => undefined
    };
}
