import {z} from "zod";
import {dictionaryInfoSchema, kvTypeSchema, loadOptionsSchema, modelFactsSchema, weightTypeSchema} from "./models.ts";

export const dictionaryEntrySchema = z.object({
    path: z.string(),
    name: z.string(),
    bytes: z.number(),
    /** false: the file is gone or can't be read; see `problem` */
    available: z.boolean(),
    problem: z.string().optional(),
    origin: z.enum(["bundled", "library", "linked"]),
    info: dictionaryInfoSchema.optional(),
    /** ids of models that load with it */
    usedBy: z.array(z.string())
});
/** A `.sae.gguf` that Saelor knows of. */
export type DictionaryEntry = z.infer<typeof dictionaryEntrySchema>;

// --- what can be had -----------------------------------------------------------------------------------------------------------

export const remoteFileSchema = z.object({
    /** within the repository */
    path: z.string(),
    bytes: z.number().optional(),
    /** all 64 hex digits, or as many as are published */
    sha256: z.string().optional()
});
export type RemoteFile = z.infer<typeof remoteFileSchema>;

/** Shapes that decide how much memory a model takes. */
export const modelShapeSchema = z.object({
    nLayers: z.number(),
    dModel: z.number(),
    nKvHeads: z.number(),
    headDim: z.number(),
    nVocab: z.number(),
    trainedContextSize: z.number()
});
export type ModelShape = z.infer<typeof modelShapeSchema>;

export const catalogueModelFileSchema = z.object({
    id: z.string(),
    /** `Q4_K_M` */
    quantization: z.string(),
    repo: z.string(),
    files: z.array(remoteFileSchema).min(1),
    bytes: z.number(),
    recommended: z.boolean().optional(),
    /** already here, as this model */
    modelId: z.string().optional()
});

export const catalogueDictionarySchema = z.object({
    id: z.string(),
    title: z.string(),
    repo: z.string(),
    /** gated repositories ask for a token of a person who accepted the licence */
    gated: z.boolean().default(false),
    files: z.array(remoteFileSchema).min(1),
    bytes: z.number(),
    /** family: `goodfire`, `saelens`, … */
    format: z.string(),
    layer: z.number(),
    dModel: z.number(),
    nFeatures: z.number(),
    /** of a top-k dictionary whose file does not tell */
    k: z.number().optional(),
    /** average number of features that fire, as the card says */
    l0: z.number().optional(),
    trainedOn: z.string(),
    license: z.string().optional(),
    labels: z.object({neuronpedia: z.string(), count: z.number().optional()}).optional(),
    /** already here, at this path */
    installed: z.string().optional()
});

export const catalogueEntrySchema = z.object({
    id: z.string(),
    title: z.string(),
    summary: z.string(),
    /** Hugging Face name of the original model */
    model: z.string(),
    architecture: z.string(),
    nParameters: z.number(),
    license: z.string(),
    shape: modelShapeSchema,
    files: z.array(catalogueModelFileSchema),
    dictionaries: z.array(catalogueDictionarySchema),
    /** what a person should know before: "trained on the base model" */
    cautions: z.array(z.string()).default([])
});
/** A model that is known to have dictionaries, with both ready to be fetched. */
export type CatalogueEntry = z.infer<typeof catalogueEntrySchema>;
export type CatalogueModelFile = z.infer<typeof catalogueModelFileSchema>;
export type CatalogueDictionary = z.infer<typeof catalogueDictionarySchema>;

export const repositoryModelSchema = z.object({
    /** from the file's name: `Q4_K_M` */
    quantization: z.string(),
    files: z.array(remoteFileSchema),
    bytes: z.number()
});
export const repositoryDictionarySchema = z.object({
    /** the folder or file within the repository that names it */
    path: z.string(),
    /** a guess by the files' names; the content decides */
    format: z.string(),
    files: z.array(remoteFileSchema),
    bytes: z.number(),
    /** where the path tells */
    layer: z.number().optional(),
    l0: z.number().optional()
});
export const repositorySchema = z.object({
    repo: z.string(),
    /** commit */
    revision: z.string(),
    gated: z.boolean(),
    license: z.string().optional(),
    baseModels: z.array(z.string()),
    models: z.array(repositoryModelSchema),
    dictionaries: z.array(repositoryDictionarySchema)
});
/** What of a Hugging Face repository Saelor can use. */
export type Repository = z.infer<typeof repositorySchema>;

// --- what is on this machine ---------------------------------------------------------------------------------------------------

export const placeSchema = z.object({
    path: z.string(),
    kind: z.enum(["library", "folder", "lm-studio", "ollama", "hugging-face"]),
    exists: z.boolean(),
    /** bytes that can still be written there */
    freeBytes: z.number().optional()
});
export type Place = z.infer<typeof placeSchema>;

export const foundModelSchema = z.object({
    path: z.string(),
    name: z.string(),
    place: placeSchema.shape.kind,
    facts: modelFactsSchema.optional(),
    bytes: z.number(),
    /** why it can't be used, where it can't */
    problem: z.string().optional(),
    /** already added, as this model */
    modelId: z.string().optional()
});
export type FoundModel = z.infer<typeof foundModelSchema>;

/** What a file or folder on this machine is, found out by its content. */
export const lookSchema = z.discriminatedUnion("kind", [
    z.object({kind: z.literal("model"), path: z.string(), facts: modelFactsSchema}),
    z.object({kind: z.literal("dictionary"), path: z.string(), info: dictionaryInfoSchema}),
    z.object({
        kind: z.literal("source"),
        path: z.string(),
        /** family: `saelens` */
        format: z.string(),
        architecture: z.string(),
        dModel: z.number(),
        nFeatures: z.number(),
        layer: z.number().optional(),
        trainedOn: z.string().optional(),
        /** what the file does not tell and the user must */
        needs: z.array(z.enum(["layer", "k"])),
        /** types that it can be written as; Q8_0 needs a d_model that is a multiple of 32 */
        weightTypes: z.array(weightTypeSchema),
        bytes: z.number()
    })
]);
export type Look = z.infer<typeof lookSchema>;

export const browseEntrySchema = z.object({
    name: z.string(),
    path: z.string(),
    kind: z.enum(["folder", "file"]),
    bytes: z.number().optional(),
    modifiedAt: z.number().optional()
});
export type BrowseEntry = z.infer<typeof browseEntrySchema>;

// --- fetching and converting ---------------------------------------------------------------------------------------------------

const repoSource = z.object({
    /** `owner/name` */
    repo: z.string().regex(/^[\w.-]+\/[\w.-]+$/),
    revision: z.string().optional(),
    files: z.array(remoteFileSchema).min(1)
});

/** How a published dictionary becomes a `.sae.gguf`; what is absent, the source tells. */
export const conversionOptionsSchema = z.object({
    layer: z.number().int().min(0).max(4096).optional(),
    k: z.number().int().min(1).optional(),
    weightType: weightTypeSchema.optional(),
    name: z.string().min(1).max(200).optional(),
    /** model that it was trained on */
    trainedOn: z.string().max(200).optional()
});
export type ConversionOptions = z.infer<typeof conversionOptionsSchema>;

export const acquireSchema = z.object({
    title: z.string().min(1).max(300),
    model: repoSource.optional(),
    dictionary: repoSource.extend({conversion: conversionOptionsSchema.default({})}).optional(),
    /** model to pair the dictionary with, where none is fetched along */
    pairWith: z.string().optional()
});
/** A model, a dictionary or both, fetched, verified, converted and paired in one run. */
export type Acquire = z.infer<typeof acquireSchema>;

// --- will it fit ---------------------------------------------------------------------------------------------------------------

export const fitInputSchema = z.object({
    model: z.discriminatedUnion("from", [
        z.object({from: z.literal("installed"), modelId: z.string()}),
        z.object({from: z.literal("file"), path: z.string()}),
        z.object({from: z.literal("catalogue"), entry: z.string(), file: z.string()})
    ]),
    /** absent: those that the installed model loads with */
    dictionaries: z.array(z.object({dModel: z.number(), nFeatures: z.number(), layer: z.number(), weightType: weightTypeSchema})).optional(),
    options: loadOptionsSchema.default({})
});
export type FitInput = z.infer<typeof fitInputSchema>;

const memorySchema = z.object({vram: z.number(), ram: z.number()});

export const fitSchema = z.object({
    /** `gpu`: all of it on the GPU; `split`: some layers; `cpu`: none; `no`: not even in RAM */
    verdict: z.enum(["gpu", "split", "cpu", "no"]),
    gpuLayers: z.number(),
    nLayers: z.number(),
    contextSize: z.number(),
    /** bytes, by what they are for. Memory-mapped weights count as RAM where the CPU reads them. */
    parts: z.array(memorySchema.extend({name: z.enum(["weights", "context", "compute", "dictionaries"])})),
    needed: memorySchema,
    free: memorySchema,
    total: memorySchema,
    /** bytes that are read for each token over what this machine's memory moves in a second, so an estimate of the magnitude */
    tokensPerSecond: z.object({low: z.number(), high: z.number()}),
    speed: z.enum(["fast", "reading", "slow", "crawling"]),
    /** what would make it fit, best first */
    advice: z.array(
        z.discriminatedUnion("change", [
            z.object({change: z.literal("context"), contextSize: z.number()}),
            z.object({change: z.literal("kv-type"), kvType: kvTypeSchema}),
            z.object({change: z.literal("gpu-layers"), gpuLayers: z.number()}),
            z.object({change: z.literal("dictionary-type"), weightType: weightTypeSchema}),
            z.object({change: z.literal("smaller-file"), largestBytes: z.number()})
        ])
    )
});
/** Whether a model with its dictionaries fits this machine, and how it would run. */
export type Fit = z.infer<typeof fitSchema>;
