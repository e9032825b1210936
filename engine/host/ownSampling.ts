import {type Sampling, samplingSchema} from "../contract/index.ts";
import type {Store} from "../store/openStore.ts";

const partSchema = samplingSchema.partial();

/** Name of the setting that says how a model's new conversations are sampled. */
export const OWN_SAMPLING = "sampling:";

/**
 * What a user set for a model's new conversations; empty: nothing.
 * @throws ZodError where it is something else
 */
export function readOwnSampling(value: unknown): Partial<Sampling> {
    const part = partSchema.parse(value ?? {});
    return Object.fromEntries(Object.entries(part).filter(([, one]) => one !== undefined));
}

export function ownSampling(store: Pick<Store, "settings">, modelId: string | undefined): Partial<Sampling> {
    return modelId === undefined ? {} : readOwnSampling(store.settings.get(`${OWN_SAMPLING}${modelId}`));
}
