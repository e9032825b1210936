import {z} from "zod";
import {featureIdSchema, tokenPositionSchema} from "./ids.ts";

export const labelSchema = z.object({
    id: z.number().int(),
    description: z.string(),
    /** who or what made it: `recipe`, `user`, a model's name, an import's name */
    source: z.string(),
    score: z.number().optional(),
    evidence: z.string().optional()
});
export type Label = z.infer<typeof labelSchema>;

export const featureSchema = z.object({
    dictionary: z.string(),
    feature: featureIdSchema,
    /** best first; empty when unlabelled */
    labels: z.array(labelSchema),
    /** M: maximum activation over the reference corpus, in activation units */
    maxActivation: z.number().optional(),
    /** share of ordinary tokens on which it fires, 0..1 */
    density: z.number().optional(),
    /** |d|, the decoder row's L2 norm: one activation unit moves the residual by this much */
    decoderNorm: z.number().optional()
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
    labels: z.array(z.object({index: z.number().int().nonnegative(), description: z.string(), score: z.number().optional(), evidence: z.string().optional()}))
});
export type LabelFile = z.infer<typeof labelFileSchema>;
