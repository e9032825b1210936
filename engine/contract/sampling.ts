import {z} from "zod";

export const samplingSchema = z.object({
    /** 0: greedy */
    temperature: z.number().min(0).max(5),
    topP: z.number().gt(0).max(1),
    /** 0: off */
    topK: z.number().int().min(0),
    minP: z.number().min(0).max(1),
    /** 1: off */
    repeatPenalty: z.number().min(0.1).max(3),
    maxTokens: z.number().int().min(1).max(131_072),
    seed: z.number().int().min(0).max(0xffff_ffff)
});
export type Sampling = z.infer<typeof samplingSchema>;

/** The defaults that Ember's users know. */
export const DEFAULT_SAMPLING: Sampling = {temperature: 0.6, topP: 0.9, topK: 0, minP: 0, repeatPenalty: 1, maxTokens: 2048, seed: 42};
