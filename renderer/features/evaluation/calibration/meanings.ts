import type {Metric} from "../../../../engine/contract/evaluation.ts";

/** What 0, 1 and 2 mean, as the judges are told. */
export const meanings: Record<Metric, readonly [string, string, string]> = {
    concept: ["not there", "a little", "clearly there"],
    instruction: ["about something else", "partly", "about the question"],
    fluency: ["unreadable", "odd in places", "reads well"],
    factuality: ["wrong", "partly wrong", "true"]
};
