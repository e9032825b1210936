import {join} from "node:path";
import {z} from "zod";

const sourceSchema = z.object({
    repo: z.string(),
    commit: z.string(),
    files: z.array(z.object({path: z.string(), bytes: z.number(), sha256: z.string().optional()})).min(1)
});
/** Files of a repository at one commit, with the sizes that the hub tells. */
export type Source = z.infer<typeof sourceSchema>;

/** How far fetching has come; paths are whole. */
export const acquireCheckpointSchema = z.object({
    model: sourceSchema
        .extend({
            /** the library's folder of models when this began: what is fetched stays on its disk */
            library: z.string(),
            /** where the whole files go, or lay already */
            folder: z.string().optional(),
            /** whether they lay there before: then they are not this run's to remove */
            found: z.boolean().optional(),
            modelId: z.string().optional()
        })
        .optional(),
    dictionary: sourceSchema
        .extend({
            /** as with the model, of dictionaries */
            library: z.string(),
            /** where the `.sae.gguf` goes */
            target: z.string().optional(),
            /** it is there and known */
            installed: z.string().optional()
        })
        .optional()
});
export type AcquireCheckpoint = z.infer<typeof acquireCheckpointSchema>;

/** How far a conversion has come. */
export const convertCheckpointSchema = z.object({library: z.string(), target: z.string().optional()});
export type ConvertCheckpoint = z.infer<typeof convertCheckpointSchema>;

/** For what is not whole yet: hidden, so that nobody takes it for a model, and of one run alone. */
export const incomingFolder = (library: string, runId: string): string => join(library, ".incoming", runId);
