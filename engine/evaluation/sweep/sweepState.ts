import {z} from "zod";
import {evaluationPromptSchema, type SweepInput, samplingSchema, sweepInputSchema} from "../../contract/index.ts";
import type {SweepPlan} from "../types.ts";
import {sweepPlan} from "./sweepPlan.ts";

/** What a sweep's run is begun with: all that its plan is made of, so that a later version of what is bundled changes nothing of it. */
export const sweepRunSchema = z.object({
    modelId: z.string(),
    /** as people know it */
    model: z.string(),
    dictionary: z.string(),
    title: z.string(),
    sweep: sweepInputSchema,
    prompts: z.array(evaluationPromptSchema).min(2),
    knowledge: z.array(z.object({question: z.string(), begin: z.string(), choices: z.array(z.string())})),
    sampling: samplingSchema
});
export type SweepRun = z.infer<typeof sweepRunSchema>;

const tookSchema = z.object({tokens: z.number(), seconds: z.number()});

/** What a sweep keeps beside its answers. */
export const sweepStateSchema = z.object({
    run: sweepRunSchema.omit({sweep: true}),
    random: z.array(z.object({dictionary: z.string(), feature: z.number().int()}).nullable()).default([]),
    shares: z.array(z.object({set: z.number().int().optional(), strength: z.number(), right: z.number()})).default([]),
    /** why the judge was asked no more */
    stopped: z.string().optional(),
    /** judging by the loaded model included */
    spent: z.object({promptTokens: z.number(), answerTokens: z.number()}).default({promptTokens: 0, answerTokens: 0}),
    /** what the loaded model needed for what it read alone, and for what it wrote with its questions */
    took: z.object({read: tookSchema, written: tookSchema}).default({read: {tokens: 0, seconds: 0}, written: {tokens: 0, seconds: 0}})
});
export type SweepState = z.infer<typeof sweepStateSchema>;

export const planOf = ({sweep, ...given}: {readonly sweep: SweepInput} & Pick<SweepRun, "prompts" | "knowledge" | "sampling">): SweepPlan =>
    sweepPlan(sweep, given);
