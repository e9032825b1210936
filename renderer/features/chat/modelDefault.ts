import {useQuery} from "@tanstack/react-query";
import {type Sampling, samplingSchema} from "../../../engine/contract/sampling.ts";
import {queries} from "../../app/engine.ts";
import {setSetting} from "../../app/settings.ts";

const nameOf = (modelId: string) => `sampling:${modelId}`;

/** The sampling that new chats begin with under a model; null: it has none of its own. */
export function useModelDefault(modelId: string | null): Sampling | null {
    const stored = useQuery(queries.settings.get.queryOptions()).data?.[nameOf(modelId ?? "")];
    const read = samplingSchema.safeParse(stored);
    return modelId !== null && read.success ? read.data : null;
}

export const setModelDefault = (modelId: string, sampling: Sampling | null) => setSetting(nameOf(modelId), sampling);

export const isSameSampling = (a: Sampling, b: Sampling) => (Object.keys(b) as Array<keyof Sampling>).every((name) => a[name] === b[name]);
