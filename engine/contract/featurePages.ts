import {z} from "zod";
import {roleSchema} from "./chat.ts";
import {featureSchema, tokenReadingSchema} from "./features.ts";
import {featureIdSchema} from "./ids.ts";

/** What a harvest ran over. */
export const harvestSummarySchema = z.object({
    id: z.string(),
    dictionary: z.string(),
    model: z.string(),
    /** path or name of the corpus */
    corpus: z.string(),
    at: z.number(),
    /** ordinary tokens that were counted; special tokens and sinks are not */
    tokens: z.number(),
    sinks: z.number(),
    /** R: median L2 norm of the residual over ordinary tokens */
    residualNorm: z.number(),
    /** whether companions were counted exactly; else they fire together at least so often */
    exactCompanions: z.boolean()
});
export type HarvestedCorpus = z.infer<typeof harvestSummarySchema>;

/** A feature that is named beside another one. */
const namedFeature = z.object({feature: featureIdSchema, label: z.string().optional()});

export const featureExampleSchema = z.object({
    /**
     * `top`, or which tenth of the feature's activations it is from, by strength: 0 the weakest, 9 the strongest. Tenths hold as many activations each, whatever
     * their width, and equal ones are dealt out by lot; where they meet is estimated from the histogram and what was drawn. Up to three of each.
     */
    place: z.union([z.literal("top"), z.number().int().min(0).max(9)]),
    value: z.number(),
    /** which of the tokens is the one that fired */
    at: z.number(),
    tokens: z.array(z.object({text: z.string(), value: z.number()}))
});

export const featurePageSchema = z.object({
    feature: featureSchema,
    /** absent until the dictionary was harvested: then nothing below is known either */
    harvest: harvestSummarySchema.optional(),
    stats: z
        .object({
            /** ordinary tokens on which it fired, and their share of all */
            count: z.number(),
            density: z.number(),
            mean: z.number(),
            max: z.number(),
            /** activations counted in bins of equal width on a logarithmic scale; `from` inclusive, `to` exclusive, activation units; empty ones at the ends left out */
            histogram: z.array(z.object({from: z.number(), to: z.number(), count: z.number()})),
            /** share of the dictionary's live features that fire less often, 0..1 */
            densityRank: z.number()
        })
        .optional(),
    /** strongest first, then from the strongest tenth down, of each the strongest first; of harvests by earlier versions one of each, and some have none */
    examples: z.array(featureExampleSchema),
    /** features that fire on the same tokens, most often first; share: of the tokens on which this feature is among the 24 strongest, where the other is too */
    companions: z.array(namedFeature.extend({together: z.number(), share: z.number()}))
});
/** All that is known of a feature without asking the model. */
export type FeaturePage = z.infer<typeof featurePageSchema>;

export const logitsSchema = z.object({
    promoted: z.array(z.object({token: z.number(), text: z.string(), value: z.number()})),
    suppressed: z.array(z.object({token: z.number(), text: z.string(), value: z.number()}))
});
export type Logits = z.infer<typeof logitsSchema>;

export const neighbourSchema = namedFeature.extend({cosine: z.number()});

// --- lists and search ----------------------------------------------------------------------------------------------------------

export const featureFiltersSchema = z.object({
    /** fired in the harvest, or did not */
    alive: z.boolean().optional(),
    minDensity: z.number().min(0).max(1).optional(),
    maxDensity: z.number().min(0).max(1).optional(),
    labelled: z.boolean().optional(),
    /** labelled by this source */
    source: z.string().optional(),
    minScore: z.number().min(0).max(1).optional(),
    /** only under research access: those that a moderation list names */
    moderated: z.boolean().optional()
});
export type FeatureFilters = z.infer<typeof featureFiltersSchema>;

export const featureListInputSchema = z.object({
    dictionary: z.string(),
    query: z.string().max(500).default(""),
    /** `words`: in labels; `meaning`: of labels, where an embedding model is set; `token`: features whose strongest examples fire on this token, those first of which most do */
    by: z.enum(["words", "meaning", "token"]).default("words"),
    filters: featureFiltersSchema.default({}),
    /** `match`: best first; without a query, by label score */
    sort: z.enum(["match", "index", "density", "max", "score"]).default("match"),
    descending: z.boolean().default(true),
    offset: z.number().int().min(0).default(0),
    limit: z.number().int().min(1).max(500).default(100),
    /** whose place in the whole list is wanted */
    locate: featureIdSchema.optional()
});
export const featureListSchema = z.object({
    /** that match, whatever the page */
    total: z.number(),
    features: z.array(featureSchema),
    /** place of the feature asked for by `locate`, 0-based; absent: it is not in the list */
    located: z.number().optional()
});

export const turnSchema = z.object({role: roleSchema, content: z.string()});

/** How a feature's values over tokens become one number; `frequency`: share of tokens on which it is above the threshold. */
export const aggregateSchema = z.enum(["frequency", "mean", "max", "sum"]);
export type Aggregate = z.infer<typeof aggregateSchema>;

export const inspectionSchema = z.object({
    tokens: z.array(tokenReadingSchema),
    /** strongest first */
    features: z.array(namedFeature.extend({value: z.number(), max: z.number(), frequency: z.number()})),
    /** values of those features on those tokens: [tokens][features] */
    matrix: z.array(z.array(z.number()))
});
export type Inspection = z.infer<typeof inspectionSchema>;

export const contrastSchema = z.object({
    /** features that tell the second set from the first, strongest first; score: difference of mean activations in units of the feature's maximum */
    encourage: z.array(namedFeature.extend({score: z.number(), agreement: z.number()})),
    avoid: z.array(namedFeature.extend({score: z.number(), agreement: z.number()}))
});

export const attributionSchema = z.object({
    token: z.string(),
    /** log-probability of the token as it was written */
    logprob: z.number(),
    /** the same with none of the answer's edits, on this very text */
    unsteeredLogprob: z.number(),
    /** likeliest tokens in its place, under the edits or without them; natural log */
    alternatives: z.array(z.object({token: z.number(), text: z.string(), logprob: z.number(), unsteeredLogprob: z.number()})),
    /** features that were active where the token was decided; effect: logprob - logprob with the feature removed there and before; largest |effect| first */
    features: z.array(namedFeature.extend({activation: z.number(), effect: z.number()}))
});

// --- meaning -------------------------------------------------------------------------------------------------------------------

export const meaningStatusSchema = z.object({
    /** embedding GGUF; absent: search by meaning is off */
    model: z.string().optional(),
    embedded: z.number(),
    labels: z.number()
});

// --- labels by a model ---------------------------------------------------------------------------------------------------------

export const labellerSchema = z.discriminatedUnion("kind", [
    z.object({kind: z.literal("loaded")}),
    /** any OpenAI-compatible server */
    z.object({kind: z.literal("openai"), baseUrl: z.url(), model: z.string().min(1)}),
    z.object({kind: z.literal("anthropic"), baseUrl: z.url().default("https://api.anthropic.com"), model: z.string().min(1)})
]);
export type Labeller = z.infer<typeof labellerSchema>;

export const labellingSchema = z.object({
    dictionary: z.string(),
    /** absent: live features without a label, the most frequent first */
    features: z.array(featureIdSchema).max(65_536).optional(),
    limit: z.number().int().min(1).max(65_536).default(1000),
    labeller: labellerSchema,
    /** score by detection as well: three times the tokens */
    score: z.boolean().default(true)
});
export type Labelling = z.infer<typeof labellingSchema>;

export const labellingEstimateSchema = z.object({
    features: z.number(),
    promptTokens: z.number(),
    answerTokens: z.number(),
    /** for the loaded model, from its own speed; absent for endpoints */
    seconds: z.number().optional()
});
export type LabellingEstimate = z.infer<typeof labellingEstimateSchema>;

export const labelChangeSchema = z.object({
    at: z.number(),
    source: z.string(),
    /** null: there was none, or it was removed */
    before: z.string().nullable(),
    after: z.string().nullable()
});
export type LabelChange = z.infer<typeof labelChangeSchema>;
