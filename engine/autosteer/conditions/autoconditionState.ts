import {z} from "zod";
import {autoconditionInputSchema, heldCountsSchema} from "../../contract/index.ts";

/** What a search for a condition is begun with. */
export const autoconditionRunSchema = z.object({
    modelId: z.string(),
    /** as people know it */
    model: z.string(),
    dictionary: z.string(),
    title: z.string(),
    autocondition: autoconditionInputSchema,
    /** questions that people put to the model */
    prompts: z.array(z.string()),
    /** whether those are the model's own: then it is one that can't write questions */
    own: z.boolean()
});
export type AutoconditionRun = z.infer<typeof autoconditionRunSchema>;

const testSchema = z.object({feature: z.number().int(), threshold: z.number()});
/** What was kept before questions were counted apart has no counts, and is nothing to go by. */
const verifiedSchema = z.object({accuracy: z.number(), heldOutAccuracy: z.number(), heldOut: heldCountsSchema.optional()});

export const autoconditionStateSchema = z.object({
    run: autoconditionRunSchema.omit({autocondition: true}),
    /** what the model wrote */
    pieces: z.record(z.string(), z.unknown()).default({}),
    hold: z.array(z.string()).default([]),
    not: z.array(z.string()).default([]),
    /** places of the questions that verify */
    keptBack: z.object({hold: z.array(z.number()), not: z.array(z.number())}).default({hold: [], not: []}),
    /** what all questions for which it should hold name, where they were made of it */
    subject: z.string().optional(),
    candidates: z.array(testSchema.extend(verifiedSchema.shape)).default([]),
    best: z.object({joined: z.enum(["one", "all", "any"]), tests: z.array(testSchema), ...verifiedSchema.shape}).optional(),
    /** balanced accuracy that the search reaches by chance */
    chance: z.number().optional(),
    /** features whose thresholds are in units of their maximum */
    inMax: z.array(z.number().int()).default([]),
    /** why it ended early */
    ended: z.string().optional()
});
export type AutoconditionState = z.infer<typeof autoconditionStateSchema>;
