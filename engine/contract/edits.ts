import {z} from "zod";
import {featureIdSchema} from "./ids.ts";

/**
 * How an edit changes one feature. x: residual after the dictionary's layer; d: the feature's decoder row; f: its activation.
 * - `nudge` s: x += s R d/|d|, R = the layer's median residual norm over ordinary tokens; calibrated, about -1..1
 * - `add`   v: x += v d; v in activation units
 * - `pin`   t: x += (t - f(x)) d; t in activation units, or in multiples of the feature's maximum with unit `max`
 * - `scale` s: x += (s - 1) f(x) d
 */
export const editModeSchema = z.enum(["nudge", "add", "pin", "scale"]);
export type EditMode = z.infer<typeof editModeSchema>;

export const editSchema = z.object({
    feature: featureIdSchema,
    mode: editModeSchema,
    value: z.number(),
    /** `max`: value counts multiples of the feature's maximum over the reference corpus. Only for `pin`. */
    unit: z.enum(["activation", "max"]).optional(),
    /** id of the dictionary; absent: the first loaded one */
    dictionary: z.string().optional()
});
export type Edit = z.infer<typeof editSchema>;

/**
 * Where edits act.
 * - `answer`: every position that predicts a token of the answer being generated: from the last prompt token on
 * - `prompt-and-answer`: every ordinary position of the sequence
 * - `all`: every position, special tokens included
 * Special tokens are never edited in the first two.
 */
export const editScopeSchema = z.enum(["answer", "prompt-and-answer", "all"]);
export type EditScope = z.infer<typeof editScopeSchema>;

export const variantSchema = z.object({
    id: z.string(),
    name: z.string(),
    edits: z.array(editSchema),
    scope: editScopeSchema
});
/** A named set of edits that a chat or request runs under. */
export type Variant = z.infer<typeof variantSchema>;

/** What a generation needs of a variant. */
export const steeringSchema = variantSchema.pick({edits: true, scope: true});
export type Steering = z.infer<typeof steeringSchema>;

export const NO_STEERING: Steering = {edits: [], scope: "answer"};
