import {z} from "zod";
import {editSchema, steeringSchema} from "./edits.ts";
import {layerIndexSchema} from "./ids.ts";
import {samplingSchema} from "./sampling.ts";

/** The word in a preset file that says what it is; the file's name ends in `.saelor-preset`. */
export const PRESET_FORMAT = "saelor-preset";
export const PRESET_SUFFIX = ".saelor-preset";

/** The model that a preset was made on. */
export const presetModelSchema = z.object({
    name: z.string(),
    /** first 16 hex digits of the SHA-256 of the GGUF's metadata and tensor directory, as `DictionaryInfo.id`; empty: an Ember file names it, and nothing else is known */
    id: z.string()
});

/** A dictionary that a preset names features of. */
export const presetDictionarySchema = z.object({
    id: z.string(),
    name: z.string(),
    layer: layerIndexSchema,
    dModel: z.number(),
    nFeatures: z.number()
});

/** An answer as it was when the preset was made: the same machine writes it again, token by token. */
export const presetExampleSchema = z.object({
    systemPrompt: z.string().default(""),
    turns: z
        .array(z.object({role: z.enum(["user", "assistant"]), content: z.string()}))
        .min(1)
        .max(1000),
    sampling: samplingSchema,
    answer: z.string(),
    /** the date that the chat template was given; absent: the pinned one */
    promptDate: z.string().optional(),
    /** what it answers without the steering */
    plain: z.string().optional()
});
export type PresetExample = z.infer<typeof presetExampleSchema>;

/** Whatever a run proved of it, by name: `sweep`, `autosteer`, `note`; shown as it is. */
export const presetEvidenceSchema = z.object({kind: z.string().max(50), at: z.number(), text: z.string().max(10_000), data: z.unknown().optional()});
export type PresetEvidence = z.infer<typeof presetEvidenceSchema>;

export const presetSchema = z.object({
    id: z.string(),
    name: z.string().trim().min(1).max(200),
    description: z.string().max(10_000).default(""),
    tags: z.array(z.string().trim().min(1).max(50)).max(50).default([]),
    steering: steeringSchema,
    /** labels of its features as they were, by `<dictionary>/<feature>` */
    labels: z.record(z.string(), z.string()).default({}),
    /** absent in one that was imported from elsewhere and names no model */
    model: presetModelSchema.optional(),
    dictionaries: z.array(presetDictionarySchema).default([]),
    systemPrompt: z.string().optional(),
    sampling: samplingSchema.partial().optional(),
    examples: z.array(presetExampleSchema).max(100).default([]),
    evidence: z.array(presetEvidenceSchema).max(100).default([]),
    /** `1`..`9`: the key that applies it, with Alt */
    key: z.string().max(1).nullable().default(null),
    createdAt: z.number(),
    updatedAt: z.number()
});
/** A variant with all that it takes to use it again elsewhere. */
export type Preset = z.infer<typeof presetSchema>;

/** `<name>.saelor-preset`: JSON; fields that are not known here are kept out, those that lack are defaults. */
export const presetFileSchema = presetSchema.omit({key: true}).extend({format: z.literal(PRESET_FORMAT), version: z.number().int().min(1)});
export type PresetFile = z.infer<typeof presetFileSchema>;

/** Where a preset and what is loaded differ. `error`: it can't be applied, because its features would be others. */
export const presetDifferenceSchema = z.object({
    about: z.enum(["model", "dictionary", "dictionary-missing", "feature", "nothing-loaded"]),
    level: z.enum(["error", "warning"]),
    expected: z.string(),
    got: z.string()
});
export type PresetDifference = z.infer<typeof presetDifferenceSchema>;

/** What an answer's edits come to, in readings that a person can compare. */
export const steeringCheckSchema = z.object({
    edits: z.array(
        z.object({
            edit: editSchema,
            /** of `nudge` and `add`: length of the step as a share of R; absent for those that depend on the token */
            share: z.number().optional(),
            /** the same in multiples of the feature's own maximum; of `pin` its target */
            maxima: z.number().optional()
        })
    ),
    /** |sum of the constant steps| / R, the largest of the layers, before the cap */
    total: z.number(),
    capped: z.boolean(),
    /** why it can't run as it is; empty: it can */
    problems: z.array(z.string())
});
export type SteeringCheck = z.infer<typeof steeringCheckSchema>;
