import {z} from "zod";
import {steeringSchema} from "./edits.ts";
import {samplingSchema} from "./sampling.ts";

export const roleSchema = z.enum(["system", "user", "assistant"]);

export const generationStatsSchema = z.object({
    promptTokens: z.number(),
    /** prompt tokens that were evaluated now, not taken from the KV cache */
    evaluatedPromptTokens: z.number(),
    answerTokens: z.number(),
    promptMs: z.number(),
    answerMs: z.number()
});
export type GenerationStats = z.infer<typeof generationStatsSchema>;

/** why an answer ended; `stopped`: the user; `interrupted`: the engine died or was closed while it was written */
export const finishReasonSchema = z.enum(["end-of-turn", "max-tokens", "context-full", "stopped", "interrupted", "failed"]);
export type FinishReason = z.infer<typeof finishReasonSchema>;

export const messageSchema = z.object({
    id: z.string(),
    conversationId: z.string(),
    /** null: a root */
    parentId: z.string().nullable(),
    role: roleSchema,
    content: z.string(),
    createdAt: z.number(),
    /** of an answer: what it was generated under, so that it can be repeated exactly */
    steering: steeringSchema.optional(),
    sampling: samplingSchema.optional(),
    model: z.string().optional(),
    stats: generationStatsSchema.optional(),
    /** absent while it is being written */
    finishReason: finishReasonSchema.optional()
});
export type Message = z.infer<typeof messageSchema>;

export const conversationSummarySchema = z.object({
    id: z.string(),
    title: z.string(),
    createdAt: z.number(),
    updatedAt: z.number()
});
export type ConversationSummary = z.infer<typeof conversationSummarySchema>;

export const conversationSchema = conversationSummarySchema.extend({
    systemPrompt: z.string(),
    sampling: samplingSchema,
    /** the steering that the next answer runs under */
    steering: steeringSchema,
    /** saved variant that `steering` came from, when it did */
    variantId: z.string().nullable(),
    /** the whole tree, in order of creation */
    messages: z.array(messageSchema),
    /** leaf of the branch on screen; null when empty */
    headId: z.string().nullable()
});
export type Conversation = z.infer<typeof conversationSchema>;

/** `steered` runs under the conversation's steering, `default` under none. */
export const laneSchema = z.enum(["steered", "default"]);
export type Lane = z.infer<typeof laneSchema>;

/** What a streaming answer tells, in order: one `started`, progress, tokens, one `finished` per lane. */
export const generationEventSchema = z.discriminatedUnion("type", [
    z.object({type: z.literal("started"), lane: laneSchema, message: messageSchema, userMessage: messageSchema.optional()}),
    z.object({type: z.literal("prompt"), lane: laneSchema, done: z.number(), total: z.number()}),
    z.object({type: z.literal("token"), lane: laneSchema, text: z.string(), count: z.number(), tokensPerSecond: z.number()}),
    z.object({type: z.literal("finished"), lane: laneSchema, message: messageSchema})
]);
export type GenerationEvent = z.infer<typeof generationEventSchema>;
