import {z} from "zod";
import {
    autosteerInputSchema,
    autosteerStageSchema,
    candidateSchema,
    contenderSchema,
    evaluationPromptSchema,
    lineSearchSchema,
    samplingSchema,
    screenPointSchema,
    turnSchema
} from "../contract/index.ts";

const knowledgeSchema = z.object({question: z.string(), begin: z.string(), choices: z.array(z.string())});
const turnsSchema = z.array(turnSchema);
const moveSchema = z.object({feature: z.number().int(), strength: z.number()});

/** What a run is begun with: all that it depends on beside the model. */
export const autosteerRunSchema = z.object({
    modelId: z.string(),
    /** as people know it */
    model: z.string(),
    dictionary: z.string(),
    title: z.string(),
    autosteer: autosteerInputSchema,
    prompts: z.array(evaluationPromptSchema),
    /** whether the model may write prompts of its own */
    mayWrite: z.boolean(),
    knowledge: z.array(knowledgeSchema),
    /** `maxTokens`: of each answer that is judged */
    sampling: samplingSchema
});
export type AutosteerRun = z.infer<typeof autosteerRunSchema>;

const dataSchema = z.object({
    pairs: z.array(z.object({wanted: turnsSchema, unwanted: turnsSchema})),
    prompts: z.array(evaluationPromptSchema),
    validation: z.array(z.number().int()),
    neutral: z.array(turnsSchema),
    fresh: z.array(evaluationPromptSchema)
});

const setSchema = z.object({moves: z.array(moveSchema), fadesOver: z.number().int().positive().optional()});

/** The proof's plan, without what the run says already. */
const proofSchema = z.object({
    // runs of before sets could fade kept their moves alone
    sets: z.array(z.union([setSchema, z.array(moveSchema).transform((moves): z.infer<typeof setSchema> => ({moves}))])),
    contenders: z.array(z.object({moves: z.array(moveSchema), points: contenderSchema.shape.points, set: z.number().int().optional()})).default([]),
    strengths: z.array(z.number()),
    prompts: z.array(evaluationPromptSchema),
    choosing: z.array(z.number().int()),
    reporting: z.array(z.number().int()),
    random: z.array(z.object({dictionary: z.string(), feature: z.number().int()}).nullable()).default([]),
    shares: z.array(z.object({set: z.number().int().optional(), strength: z.number(), right: z.number()})).default([]),
    stopped: z.string().optional()
});

/** What a run keeps: what its stages came to, and the pieces of the one under way. */
export const autosteerStateSchema = z.object({
    run: autosteerRunSchema.omit({autosteer: true}),
    stage: autosteerStageSchema.optional(),
    /** of the stage under way, by name */
    pieces: z.record(z.string(), z.unknown()).default({}),
    data: dataSchema.optional(),
    candidates: z.array(candidateSchema).optional(),
    dropped: z.record(z.string(), z.number()).default({}),
    screened: z.object({screen: z.array(screenPointSchema), kept: z.array(moveSchema), passed: z.boolean()}).optional(),
    combined: z.object({searches: z.array(lineSearchSchema), sets: z.array(z.object({moves: z.array(moveSchema), objective: z.number()}))}).optional(),
    proof: proofSchema.optional(),
    /** why it ended before its last stage */
    ended: z.string().optional(),
    cost: z.array(z.object({stage: autosteerStageSchema, promptTokens: z.number(), answerTokens: z.number(), seconds: z.number()})).default([])
});
export type AutosteerState = z.infer<typeof autosteerStateSchema>;
