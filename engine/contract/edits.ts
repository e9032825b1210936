import {z} from "zod";
import {CONDITION_LIMITS, conditionSchema} from "./conditions.ts";
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
    dictionary: z.string().optional(),
    /** edits under one name are shown and moved as one: a group. Each keeps its own value. */
    group: z.string().min(1).max(80).optional()
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

/** Far more than anybody steers by; each costs a row of the dictionary for every token. Counted for the steering's own edits, and for each rule's. */
export const MAX_EDITS = 1024;
const editsSchema = z.array(editSchema).max(MAX_EDITS, `at most ${MAX_EDITS} edits`);

/** What happens where a rule's condition holds. */
export const ruleActionSchema = z.discriminatedUnion("type", [
    /** these edits act, in place of the steering's own on the same features; of several rules that edit one feature the last one counts */
    z.object({type: z.literal("set"), edits: editsSchema.min(1)}),
    /** the answer ends before its next token, with finish reason `aborted` */
    z.object({type: z.literal("abort"), message: z.string().max(1000).optional()}),
    /** the event is told with its name; with a reply the answer ends with it, with finish reason `handled` */
    z.object({type: z.literal("handle"), event: z.string().min(1).max(100), reply: z.string().max(100_000).optional()})
]);
export type RuleAction = z.infer<typeof ruleActionSchema>;

export const ruleSchema = z.object({
    name: z.string().max(100).optional(),
    when: conditionSchema,
    /** which tokens are looked at: the conversation so far, the answer's own, or both; special tokens never */
    on: z.enum(["prompt", "answer", "both"]).default("both"),
    /** once it held it counts for the rest of the conversation and the answer; else at the very tokens where it holds */
    sticky: z.boolean().default(true),
    action: ruleActionSchema
});
/** Ember's `set_when`, `abort_when` and `handle_when`. Decided token by token, before the token's residual is edited. */
export type Rule = z.infer<typeof ruleSchema>;

/**
 * All that is done to the residual x of one answer. D: the sum of what its edits add at a position, of one layer.
 *
 *     D' = w D                            w: linear decay
 *     D'' = D' min(1, cap R / |D'|)        the cap
 *     y = x + D'';  x := y ((1 - b) + b |x| / |y|)      b: normRestore
 */
export const steeringSchema = z.object({
    edits: editsSchema,
    scope: editScopeSchema,
    /** w = max(0, 1 - i / tokens) at the position that decides the answer's token i; 1 before the answer */
    decay: z.object({tokens: z.number().int().min(1).max(1_000_000)}).optional(),
    /** 0..1 */
    normRestore: z.number().min(0).max(1).optional(),
    /** in units of R, the layer's median residual norm; where two dictionaries edit one layer the smaller R counts */
    cap: z.number().gt(0).max(100).optional(),
    rules: z.array(ruleSchema).max(CONDITION_LIMITS.rules).optional()
});
/** What a generation needs of a variant. */
export type Steering = z.infer<typeof steeringSchema>;

export const NO_STEERING: Steering = {edits: [], scope: "answer"};
