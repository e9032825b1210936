import {z} from "zod";
import {featureIdSchema} from "./ids.ts";

/** Depth and size of a tree of conditions; more is refused with `steering/bad-condition`. */
export const CONDITION_LIMITS = {depth: 16, comparisons: 256, features: 64, rules: 16} as const;

/** One or several features as one number at a token: a group. A top-k dictionary's value is 0 where the feature is not among the k. */
export const featureReadingSchema = z.object({
    features: z.array(featureIdSchema).min(1).max(CONDITION_LIMITS.features),
    /** how a group becomes one number */
    combine: z.enum(["max", "mean", "sum"]).default("max"),
    /** `max`: in multiples of each feature's maximum over the reference corpus, before they are combined */
    unit: z.enum(["activation", "max"]).default("activation"),
    /** absent: the first loaded one; what is read must lie at the layer of the edits or before it */
    dictionary: z.string().optional()
});
/** The left or right of a comparison that is not a number. */
export type FeatureReading = z.infer<typeof featureReadingSchema>;

export const comparisonOperatorSchema = z.enum([">", ">=", "<", "<=", "==", "!="]);
export type ComparisonOperator = z.infer<typeof comparisonOperatorSchema>;

export const comparisonSchema = z.object({
    left: featureReadingSchema,
    operator: comparisonOperatorSchema,
    right: z.union([z.number(), featureReadingSchema])
});
/** Numbers are compared as float32, as the model's own values are. */
export type Comparison = z.infer<typeof comparisonSchema>;

/** A tree: `all` is AND, `any` is OR. It holds or not at each token, by what the dictionary sees there before the edits of its own layer. */
export type Condition = Comparison | {readonly all: readonly Condition[]} | {readonly any: readonly Condition[]};
const children = z.lazy(() => z.array(conditionSchema).min(1).max(CONDITION_LIMITS.comparisons));
export const conditionSchema: z.ZodType<Condition> = z.union([comparisonSchema, z.object({all: children}), z.object({any: children})]);

/** When a rule held: kept with the answer, and told while it is written. */
export const firingSchema = z.object({
    /** place of the rule among the steering's */
    rule: z.number().int().min(0),
    /** token of the answer, 0-based; negative: so many tokens before the answer, -1 the last of the prompt */
    at: z.number().int(),
    /** the token at which the condition held */
    text: z.string(),
    /** what each feature of the condition was there, in activation units, in the order they are first named; of a group each member */
    values: z.array(z.number())
});
export type Firing = z.infer<typeof firingSchema>;
