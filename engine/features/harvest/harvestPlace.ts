import {z} from "zod";

/** Where a harvest is, as its snapshot keeps it: the next document, how many of its windows are done, and the counters of what was added up until there. */
export const harvestPlaceSchema = z.object({
    document: z.number(),
    window: z.number(),
    texts: z.number(),
    evaluated: z.number(),
    /** size of the corpus: when it changed, numbers of documents mean others, and the harvest begins again */
    bytes: z.number(),
    complete: z.boolean(),
    counters: z.object({tokens: z.number(), sinks: z.number(), norms: z.array(z.number())})
});
export type HarvestPlace = Omit<z.infer<typeof harvestPlaceSchema>, "counters">;
