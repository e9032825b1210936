import {z} from "zod";
import {featureIdSchema, tokenPositionSchema} from "./ids.ts";

export const labelSchema = z.object({
    id: z.number().int(),
    description: z.string(),
    /** who or what made it: `recipe`, `user`, a model's name, an import's name */
    source: z.string(),
    score: z.number().optional(),
    evidence: z.string().optional(),
    /** model that wrote it, where one did */
    model: z.string().optional(),
    /** how it was made: `oai_token-act-pair`, `manual`, … */
    method: z.string().optional(),
    /** when it was written; where that is not known, when it was imported */
    createdAt: z.number().optional()
});
export type Label = z.infer<typeof labelSchema>;

export const featureSchema = z.object({
    dictionary: z.string(),
    feature: featureIdSchema,
    /** best first; empty when unlabelled */
    labels: z.array(labelSchema),
    /** M: maximum activation over the reference corpus, in activation units */
    maxActivation: z.number().optional(),
    /** share of ordinary tokens on which it fires, 0..1: in the newest harvest; before the first, as the dictionary's file says */
    density: z.number().optional(),
    /** |d|, the decoder row's L2 norm: one activation unit moves the residual by this much */
    decoderNorm: z.number().optional(),
    /** only under research access: what a moderation list says of it */
    moderation: z.object({category: z.string(), reason: z.string()}).optional()
});
export type Feature = z.infer<typeof featureSchema>;

/** One feature's value at one token. */
export const featureValueSchema = z.object({feature: featureIdSchema, value: z.number(), label: z.string().optional()});
export type FeatureValue = z.infer<typeof featureValueSchema>;

export const tokenReadingSchema = z.object({
    position: tokenPositionSchema,
    text: z.string(),
    token: z.number().int(),
    special: z.boolean(),
    /** whether the edits in force acted at this position */
    steered: z.boolean(),
    /** |residual after the edits - before| / |before|, added up over the layers that were edited; 0 where none acted */
    moved: z.number(),
    /** strongest first */
    top: z.array(featureValueSchema),
    /** activation of each feature that was asked for by number, in the order asked */
    chosen: z.array(z.number())
});
/** What the dictionary saw at one token. */
export type TokenReading = z.infer<typeof tokenReadingSchema>;

/** `<name>.labels.json`: what the features of a dictionary file mean, as its maker publishes it. */
export const labelFileSchema = z.object({
    /** name of the dictionary's file */
    dictionary: z.string(),
    /** how the descriptions and scores were made */
    method: z.string().optional(),
    labels: z.array(
        z.object({
            index: z.number().int().nonnegative(),
            description: z.string(),
            score: z.number().optional(),
            evidence: z.string().optional(),
            /** as in `Label`; an export has them */
            source: z.string().optional(),
            model: z.string().optional(),
            method: z.string().optional(),
            createdAt: z.number().optional()
        })
    )
});
export type LabelFile = z.infer<typeof labelFileSchema>;

/** Who described a dictionary's features. */
export const labelSourceSchema = z.object({
    source: z.string(),
    labels: z.number(),
    features: z.number(),
    models: z.array(z.string()),
    meanScore: z.number().optional(),
    newest: z.number().optional()
});
export type LabelSource = z.infer<typeof labelSourceSchema>;

export const labelFormatSchema = z.enum(["neuronpedia", "json", "csv", "saelor"]);
export type LabelFormat = z.infer<typeof labelFormatSchema>;

/** What an import of labels tells while it reads, and at its end. Nothing is kept unless all of it is. */
export const labelImportSchema = z.discriminatedUnion("type", [
    z.object({type: z.literal("progress"), readBytes: z.number(), totalBytes: z.number(), labels: z.number()}),
    z.object({
        type: z.literal("done"),
        format: labelFormatSchema,
        source: z.string(),
        /** labels read, new or different ones among them, and those left out with the reason */
        labels: z.number(),
        changed: z.number(),
        skipped: z.number(),
        skippedBecause: z.string().optional(),
        /** what the user should look at although the labels are in: they were made for another model or layer */
        warning: z.string().optional()
    })
]);
export type LabelImport = z.infer<typeof labelImportSchema>;
