import {z} from "zod";
import {firingSchema} from "./conditions.ts";
import {steeringSchema} from "./edits.ts";
import {featureValueSchema} from "./features.ts";
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

/**
 * why an answer ended; `stopped`: the user; `interrupted`: the engine died or was closed while it was written; `aborted`, `handled`: a rule of its
 * steering; `written`: a person wrote it
 */
export const finishReasonSchema = z.enum(["end-of-turn", "max-tokens", "context-full", "stopped", "interrupted", "failed", "aborted", "handled", "written"]);
export type FinishReason = z.infer<typeof finishReasonSchema>;

/** A text file that goes with a question; the model reads it before the question's own words. */
export const attachmentSchema = z.object({name: z.string().min(1).max(255), text: z.string().min(1).max(1_000_000)});
export type Attachment = z.infer<typeof attachmentSchema>;

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
    finishReason: finishReasonSchema.optional(),
    /** of an answer that was written beside others from the same seed: they share this id */
    comparison: z.string().optional(),
    /** of an answer: name of the variant that it was written under, where it had one */
    variant: z.string().optional(),
    /** of an answer: when its rules held, at most the first 200 */
    firings: z.array(firingSchema).optional(),
    /** of an answer: the date that its chat template was given, where not the pinned one */
    promptDate: z.string().optional(),
    attachments: z.array(attachmentSchema).optional(),
    /** a person changed its text: the message that it was made from */
    editedFrom: z.string().optional()
});
export type Message = z.infer<typeof messageSchema>;

export const conversationSummarySchema = z.object({
    id: z.string(),
    title: z.string(),
    createdAt: z.number(),
    updatedAt: z.number(),
    /** null: in no folder */
    folderId: z.string().nullable()
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

export const folderSchema = z.object({id: z.string(), name: z.string().trim().min(1).max(100)});
/** Of conversations; they are listed by name. */
export type Folder = z.infer<typeof folderSchema>;

/** `steered` runs under the conversation's steering, `default` under none; of several variants each its place in the list, from `0`. */
export const laneSchema = z.string();
export type Lane = z.infer<typeof laneSchema>;

/** What a dictionary saw at a token while it was written. */
export const liveReadingSchema = z.object({
    /** token of the answer, 0-based; -1: where the first one was decided */
    at: z.number().int(),
    text: z.string(),
    /** how far the edits moved the residual, as a share of its length; 0: not */
    moved: z.number(),
    /** strongest first */
    top: z.array(featureValueSchema)
});
export type LiveReading = z.infer<typeof liveReadingSchema>;

/** What a streaming answer tells, in order: one `started`, progress, tokens (and readings and firings as they come), one `finished` per lane. */
export const generationEventSchema = z.discriminatedUnion("type", [
    z.object({type: z.literal("started"), lane: laneSchema, message: messageSchema, userMessage: messageSchema.optional()}),
    z.object({type: z.literal("prompt"), lane: laneSchema, done: z.number(), total: z.number()}),
    z.object({type: z.literal("token"), lane: laneSchema, text: z.string(), count: z.number(), tokensPerSecond: z.number()}),
    z.object({type: z.literal("reading"), lane: laneSchema, readings: z.array(liveReadingSchema)}),
    z.object({type: z.literal("firing"), lane: laneSchema, firing: firingSchema}),
    z.object({type: z.literal("finished"), lane: laneSchema, message: messageSchema})
]);
export type GenerationEvent = z.infer<typeof generationEventSchema>;

/** One piece of a found text; `hit`: it is what was looked for. */
const snippetPieceSchema = z.object({text: z.string(), hit: z.boolean()});
export const messageHitSchema = z.object({
    conversationId: z.string(),
    title: z.string(),
    messageId: z.string(),
    role: roleSchema,
    createdAt: z.number(),
    snippet: z.array(snippetPieceSchema)
});
export type MessageHit = z.infer<typeof messageHitSchema>;

/** What of the context the next question would take. */
export const contextUseSchema = z.object({
    /** tokens of the branch on screen with what is being typed, as the model's own template puts them */
    tokens: z.number(),
    systemTokens: z.number(),
    draftTokens: z.number(),
    contextSize: z.number(),
    /** room that the answer is promised by the sampling's `maxTokens` */
    answerTokens: z.number()
});
export type ContextUse = z.infer<typeof contextUseSchema>;

export const conversationFormatSchema = z.enum(["saelor", "chatgpt", "open-webui"]);
export const conversationImportSchema = z.object({
    format: conversationFormatSchema,
    conversations: z.number(),
    messages: z.number(),
    /** what was left out, and why */
    skipped: z.number(),
    skippedBecause: z.string().optional(),
    /** the newest of them */
    conversationId: z.string().optional()
});
export type ConversationImport = z.infer<typeof conversationImportSchema>;
