import {z} from "zod";

/** One figure of a pair beside what its card says. */
export const healthFigureSchema = z.object({
    /** mean number of features that fire on an ordinary token */
    l0: z.number(),
    /** fraction of variance unexplained: sum |x - xhat|^2 / sum |x - mean|^2 over ordinary tokens */
    fvu: z.number(),
    /** (CE zero - CE reconstructed) / (CE zero - CE plain); 1: the reconstruction loses nothing */
    ceRecovered: z.number(),
    /** mean cross-entropy, nats a token: as it is, with the reconstruction in the residual's place, with zero there */
    cePlain: z.number(),
    ceReconstructed: z.number(),
    ceZero: z.number(),
    /** share of features that fired on no ordinary token of the text */
    deadShare: z.number(),
    /** median L2 norm of the residual over ordinary tokens */
    residualNorm: z.number()
});

export const pairReportSchema = z.object({
    id: z.string(),
    at: z.number(),
    dictionary: z.string(),
    dictionaryName: z.string(),
    modelName: z.string(),
    quantization: z.string().optional(),
    /** name of a bundled text, or `given` */
    text: z.string(),
    nTokens: z.number(),
    nOrdinary: z.number(),
    /** special tokens, and tokens whose norm is more than 10 times the median: left out of the figures */
    figures: healthFigureSchema,
    /** what the dictionary's card says, where it says it */
    card: healthFigureSchema.pick({l0: true, fvu: true, ceRecovered: true}).partial(),
    /** tokens whose residual is more than 10 times the median, BOS first among them; strongest first, at most 20 */
    outliers: z.array(z.object({position: z.number(), text: z.string(), norm: z.number(), ratio: z.number(), special: z.boolean()})),
    /** how many tokens fire how many features: counts over equal bins from 0 to `l0Max` */
    l0Histogram: z.object({max: z.number(), counts: z.array(z.number())}),
    /** how many features fire on which share of tokens: counts over bins of log10(density), from -5 to 0, and those that never fire apart */
    densityHistogram: z.object({from: z.number(), to: z.number(), counts: z.array(z.number()), never: z.number()}),
    /** what to think of it, worst first. `foreign-text`: the model predicts this text so badly that CE loss recovered says nothing; got: nats that the layer is worth */
    findings: z.array(
        z.object({
            about: z.enum(["l0", "fvu", "ce", "dead", "outliers", "short-text", "foreign-text"]),
            level: z.enum(["good", "warning", "bad"]),
            got: z.number(),
            expected: z.number().optional()
        })
    ),
    durationMs: z.number()
});
/** What a dictionary sees of the model that is loaded, measured on a text. */
export type PairReport = z.infer<typeof pairReportSchema>;

export const pairMeasurementSchema = z.discriminatedUnion("type", [
    z.object({type: z.literal("progress"), stage: z.enum(["reading", "plain", "reconstructed", "zero"]), done: z.number(), total: z.number()}),
    z.object({type: z.literal("report"), report: pairReportSchema})
]);
export type PairMeasurement = z.infer<typeof pairMeasurementSchema>;
