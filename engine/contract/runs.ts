import {z} from "zod";

/** What kinds of long work there are; each kind is one executor in the engine. */
export const runKindSchema = z.enum(["acquire", "convert", "harvest", "label", "embed", "propose", "sweep", "autosteer", "autocondition"]);
export type RunKind = z.infer<typeof runKindSchema>;

/**
 * `queued` waits for a free place; `paused` was stopped by the user, or by a quit or a crash that is not resumed by itself;
 * `failed` can be resumed: what was done before is kept.
 */
export const runStateSchema = z.enum(["queued", "running", "paused", "failed", "cancelled", "done"]);
export type RunState = z.infer<typeof runStateSchema>;

export const runProgressSchema = z.object({
    /** what is being done now: `downloading`, `verifying`, `converting`, … */
    stage: z.string(),
    done: z.number(),
    total: z.number(),
    unit: z.enum(["bytes", "tokens", "items"]),
    /** units a second over the last seconds */
    perSecond: z.number().optional(),
    secondsLeft: z.number().optional(),
    /** a fact about the present moment: the file at hand, or why it waits ("connection lost, trying again in 8 s") */
    note: z.string().optional()
});
export type RunProgress = z.infer<typeof runProgressSchema>;

/** An EngineError as data. */
export const failureSchema = z.object({code: z.string(), data: z.record(z.string(), z.unknown()), message: z.string()});
export type Failure = z.infer<typeof failureSchema>;

export const runSchema = z.object({
    id: z.string(),
    kind: runKindSchema,
    title: z.string(),
    state: runStateSchema,
    progress: runProgressSchema.optional(),
    error: failureSchema.optional(),
    /**
     * of a run that is done; its shape belongs to the kind. `acquire`: {modelId?, dictionary?}, `convert`: {dictionary} (a path),
     * `harvest`: {harvest, dictionary, tokens, read} (read: how much of the corpus, in words), `label`: {labelled, failed}, `embed`: {embedded}, `propose`: {proposals, judged, note?} (note: why nothing was judged),
     * `sweep`, `autosteer`, `autocondition`: {evaluation}
     */
    result: z.record(z.string(), z.unknown()).optional(),
    createdAt: z.number(),
    updatedAt: z.number()
});
/** One durable long job: progress, pause, cancel, resume after a quit or a crash. */
export type Run = z.infer<typeof runSchema>;
