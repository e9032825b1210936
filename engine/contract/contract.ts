import {eventIterator, oc, type as typed} from "@orpc/contract";
import {z} from "zod";
import {
    attachmentSchema,
    type Conversation,
    contextUseSchema,
    conversationImportSchema,
    conversationSchema,
    conversationSummarySchema,
    folderSchema,
    generationEventSchema,
    messageHitSchema,
    messageSchema
} from "./chat.ts";
import {editModeSchema, steeringSchema} from "./edits.ts";
import {
    agreementSchema,
    autoconditionInputSchema,
    autoconditionSchema,
    autosteerInputSchema,
    autosteerSchema,
    evaluationEstimateSchema,
    evaluationSummarySchema,
    metricSchema,
    sweepInputSchema,
    sweepSchema
} from "./evaluation.ts";
import {
    aggregateSchema,
    attributionSchema,
    contrastSchema,
    featureListInputSchema,
    featureListSchema,
    featurePageSchema,
    harvestSummarySchema,
    inspectionSchema,
    labelChangeSchema,
    labellingEstimateSchema,
    labellingSchema,
    logitsSchema,
    meaningStatusSchema,
    neighbourSchema,
    turnSchema
} from "./featurePages.ts";
import {featureSchema, labelFormatSchema, labelImportSchema, labelSchema, labelSourceSchema, tokenReadingSchema} from "./features.ts";
import {featureIdSchema} from "./ids.ts";
import {
    acquireSchema,
    browseEntrySchema,
    catalogueEntrySchema,
    conversionOptionsSchema,
    dictionaryEntrySchema,
    fitInputSchema,
    fitSchema,
    foundModelSchema,
    lookSchema,
    placeSchema,
    repositorySchema
} from "./library.ts";
import {engineStatusSchema, loadOptionsSchema, modelEntrySchema, pairWarningSchema} from "./models.ts";
import {
    auditEntrySchema,
    moderationCategorySchema,
    moderationCountsSchema,
    moderationEntrySchema,
    moderationProposalSchema,
    researchAccessSchema
} from "./moderation.ts";
import {pairMeasurementSchema, pairReportSchema} from "./pairs.ts";
import {presetDifferenceSchema, presetSchema, steeringCheckSchema} from "./presets.ts";
import {runSchema} from "./runs.ts";
import {samplingSchema} from "./sampling.ts";

const dictionaryInput = z.object({dictionary: z.string()});
const featureInput = dictionaryInput.extend({feature: featureIdSchema});
const conversationId = z.object({conversationId: z.string()});
const presetId = z.object({id: z.string()});

/** How an answer is to be written. */
const answering = conversationId.extend({
    /** answers twice from the same seed, steered and default, in one batch; the default answer becomes a sibling */
    compare: z.boolean().default(false),
    /** for this answer alone, in place of the conversation's */
    steering: steeringSchema.optional(),
    /** one answer under each, from the same seed, side by side as far as there are lanes; in place of `compare` and `steering` */
    variants: z
        .array(z.object({name: z.string().min(1).max(200), steering: steeringSchema}))
        .min(1)
        .max(8)
        .optional(),
    /** read while it is written: the strongest features of every token, through this dictionary */
    live: z.object({dictionary: z.string(), k: z.number().int().min(1).max(32).default(8)}).optional()
});

/** All that crosses a process: typed, streaming where it lasts, cancelled by closing the stream. */
export const contract = {
    engine: {
        /** version, platform and folders, for the about panel and bug reports */
        about: oc.output(z.object({version: z.string(), platform: z.string(), cpu: z.string(), workspace: z.string(), nativeReady: z.boolean()})),
        /** the present status at once, then every change; never ends by itself */
        status: oc.output(eventIterator(engineStatusSchema))
    },
    models: {
        list: oc.output(z.array(modelEntrySchema)),
        /** links a model file where it lies, with its dictionaries, so that `list` shows it; for the same file again they come to those that it has */
        add: oc.input(z.object({path: z.string(), dictionaries: z.array(z.string()).default([])})).output(modelEntrySchema),
        /** changes which dictionaries it loads with, and how; what is absent stays */
        configure: oc
            .input(z.object({modelId: z.string(), dictionaries: z.array(z.string()).optional(), options: loadOptionsSchema.optional()}))
            .output(modelEntrySchema),
        /** `files: true` also deletes its file, where Saelor fetched it itself; a linked file always stays */
        forget: oc.input(z.object({modelId: z.string(), files: z.boolean().default(false)})).output(z.void()),
        /** resolves when the model can answer; progress comes through `engine.status`; closing cancels the load */
        load: oc.input(loadOptionsSchema.extend({modelId: z.string()})).output(engineStatusSchema),
        unload: oc.output(z.void())
    },
    library: {
        /** pairs of models and dictionaries that are known to work, from Saelor's own list: asks nobody */
        catalogue: oc.output(z.array(catalogueEntrySchema)),
        /** asks Hugging Face what a repository holds */
        repository: oc.input(z.object({repo: z.string(), revision: z.string().optional()})).output(repositorySchema),
        /** where models are kept and looked for, the library's own folder first */
        places: oc.output(z.array(placeSchema)),
        addFolder: oc.input(z.object({path: z.string()})).output(z.array(placeSchema)),
        removeFolder: oc.input(z.object({path: z.string()})).output(z.array(placeSchema)),
        /** where the library keeps what it fetches; null: its own folder in the workspace. What is there already stays where it is */
        setFolder: oc.input(z.object({path: z.string().nullable()})).output(z.array(placeSchema)),
        /** models in one's own folders, LM Studio's and Ollama's */
        found: oc.output(z.array(foundModelSchema)),
        /** what a file or folder on this machine is, by its content */
        look: oc.input(z.object({path: z.string()})).output(lookSchema),
        /** a folder on the machine that the engine runs on; absent: the home folder */
        browse: oc
            .input(z.object({path: z.string().optional()}))
            .output(z.object({path: z.string(), parent: z.string().nullable(), entries: z.array(browseEntrySchema)})),
        dictionaries: oc.output(z.array(dictionaryEntrySchema)),
        /** links a `.sae.gguf` where it lies */
        addDictionary: oc.input(z.object({path: z.string()})).output(dictionaryEntrySchema),
        removeDictionary: oc.input(z.object({path: z.string(), files: z.boolean().default(false)})).output(z.void()),
        /** whether a model and a dictionary belong together */
        check: oc.input(z.object({modelId: z.string(), dictionary: z.string()})).output(z.array(pairWarningSchema)),
        fit: oc.input(fitInputSchema).output(fitSchema),
        /** fetches a model, a dictionary or both; see `runs` */
        acquire: oc.input(acquireSchema).output(runSchema),
        /** turns a published dictionary on this machine into a `.sae.gguf` in the library, and pairs it */
        convert: oc.input(z.object({path: z.string(), conversion: conversionOptionsSchema.default({}), pairWith: z.string().optional()})).output(runSchema),
        token: {
            /** whether a Hugging Face token is kept, and where */
            get: oc.output(z.object({present: z.boolean(), kept: z.enum(["system", "file"]), where: z.string()})),
            set: oc.input(z.object({token: z.string().trim().min(1).max(500)})).output(z.void()),
            remove: oc.output(z.void())
        }
    },
    runs: {
        /** all of them, newest first, at once and whenever one changes (at most a few times a second); never ends by itself */
        follow: oc.output(eventIterator(z.array(runSchema))),
        pause: oc.input(z.object({id: z.string()})).output(runSchema),
        resume: oc.input(z.object({id: z.string()})).output(runSchema),
        /** ends it for good and removes what it had half done */
        cancel: oc.input(z.object({id: z.string()})).output(runSchema),
        /** forgets a run that has ended; its results stay */
        remove: oc.input(z.object({id: z.string()})).output(z.void())
    },
    pairs: {
        /** measures a loaded dictionary on a text (absent: a bundled one); the report is kept */
        measure: oc
            .input(z.object({dictionary: z.string(), text: z.string().max(200_000).optional(), maxTokens: z.number().int().min(32).max(65_536).default(2048)}))
            .output(eventIterator(pairMeasurementSchema)),
        /** newest first */
        reports: oc.input(z.object({dictionary: z.string()})).output(z.array(pairReportSchema)),
        removeReport: oc.input(z.object({id: z.string()})).output(z.void())
    },
    labels: {
        /** reads a Neuronpedia export (a folder or a file), JSON keyed by index, or CSV; `path` on the engine's machine, or the `file` itself */
        import: oc
            .input(
                z.object({
                    dictionary: z.string(),
                    path: z.string().optional(),
                    file: z.file().optional(),
                    /** who made them; absent: what the file says, else its name */
                    source: z.string().trim().min(1).max(100).optional()
                })
            )
            .output(eventIterator(labelImportSchema)),
        export: oc
            .input(z.object({dictionary: z.string(), format: labelFormatSchema.exclude(["neuronpedia"]), sources: z.array(z.string()).optional()}))
            .output(z.file()),
        sources: oc.input(z.object({dictionary: z.string()})).output(z.array(labelSourceSchema)),
        /** has a model describe features and score its descriptions; see `runs` */
        explain: oc.input(labellingSchema).output(runSchema),
        /** what that will take, before it is begun */
        estimate: oc.input(labellingSchema).output(labellingEstimateSchema),
        /** what was said of a feature before, newest first */
        history: oc.input(featureInput).output(z.array(labelChangeSchema)),
        /** the key of an endpoint, kept like the Hugging Face token; null removes it */
        setKey: oc.input(z.object({baseUrl: z.url(), key: z.string().trim().min(1).max(500).nullable()})).output(z.void()),
        hasKey: oc.input(z.object({baseUrl: z.url()})).output(z.boolean()),
        removeSource: oc.input(z.object({dictionary: z.string(), source: z.string()})).output(z.object({removed: z.number()}))
    },
    features: {
        /** words in labels, best first; every word is a prefix; an empty query lists by label score; a number finds that feature */
        search: oc
            .input(z.object({dictionary: z.string(), query: z.string(), limit: z.number().int().min(1).max(200).default(30)}))
            .output(z.array(featureSchema)),
        get: oc.input(z.object({dictionary: z.string(), feature: featureIdSchema})).output(featureSchema),
        /** writes or replaces the user's own label; an empty description removes it */
        /** in pages, filtered and sorted */
        list: oc.input(featureListInputSchema).output(featureListSchema),
        /** all that is known of a feature without asking the model */
        page: oc.input(featureInput).output(featurePageSchema),
        /** tokens that the feature's decoder row promotes and suppresses: final norm and unembedding of the loaded model */
        logits: oc.input(featureInput.extend({k: z.number().int().min(1).max(100).default(10)})).output(logitsSchema),
        /** by decoder direction; of several features: near their centre */
        neighbors: oc
            .input(z.object({dictionary: z.string(), features: z.array(featureIdSchema).min(1).max(64), k: z.number().int().min(1).max(200).default(12)}))
            .output(z.array(neighbourSchema)),
        lookup: oc.input(z.object({dictionary: z.string(), features: z.array(featureIdSchema).max(1000)})).output(z.array(featureSchema)),
        /** sorts features by how well their labels fit a query */
        rerank: oc
            .input(
                z.object({
                    dictionary: z.string(),
                    features: z.array(featureIdSchema).max(1000),
                    query: z.string().min(1).max(500),
                    k: z.number().int().min(1).max(1000).default(10)
                })
            )
            .output(z.array(featureSchema)),
        /** which features fire on a text or a conversation: by token, added up, and as a matrix; Ember's semantics */
        inspect: oc
            .input(
                z.object({
                    dictionary: z.string(),
                    text: z.string().max(100_000).optional(),
                    turns: z.array(turnSchema).max(1000).optional(),
                    aggregate: aggregateSchema.default("max"),
                    /** a token counts as active above this */
                    threshold: z.number().default(0.1),
                    k: z.number().int().min(1).max(200).default(20),
                    /** each token's `chosen` holds their values, in this order */
                    chosen: z.array(featureIdSchema).max(64).default([])
                })
            )
            .output(inspectionSchema),
        /** features that tell two sets of conversations apart; pairs belong together by their place in the lists */
        contrast: oc
            .input(
                z.object({
                    dictionary: z.string(),
                    avoid: z.array(z.array(turnSchema).min(1)).min(1).max(64),
                    encourage: z.array(z.array(turnSchema).min(1)).min(1).max(64),
                    k: z.number().int().min(1).max(100).default(10)
                })
            )
            .output(contrastSchema),
        /** why this token: removes each of the strongest features in turn and measures the change of the token's log-probability */
        attribute: oc
            .input(z.object({messageId: z.string(), dictionary: z.string(), position: z.number().int().min(0), k: z.number().int().min(1).max(64).default(16)}))
            .output(attributionSchema),
        /** runs a corpus (absent: the bundled one) through the model and keeps what each feature does; see `runs` */
        harvest: oc
            .input(
                z.object({dictionary: z.string(), corpus: z.string().optional(), maxTokens: z.number().int().min(1000).max(1_000_000_000).default(1_000_000)})
            )
            .output(runSchema),
        /** the newest finished harvest; null: none */
        harvested: oc.input(z.object({dictionary: z.string()})).output(harvestSummarySchema.nullable()),
        meaning: {
            status: oc.input(z.object({dictionary: z.string()})).output(meaningStatusSchema),
            /** sets the embedding model (null: none) and embeds the dictionary's labels; see `runs` */
            use: oc.input(z.object({dictionary: z.string(), path: z.string().nullable()})).output(runSchema.nullable())
        },
        label: oc.input(z.object({dictionary: z.string(), feature: featureIdSchema, description: z.string().max(500)})).output(z.array(labelSchema)),
        /** the range a slider should offer for a feature under a mode, and where its warning zone begins (in |value|) */
        range: oc.input(z.object({dictionary: z.string(), feature: featureIdSchema, mode: editModeSchema})).output(
            z.object({
                min: z.number(),
                max: z.number(),
                step: z.number(),
                warnAbove: z.number(),
                neutral: z.number(),
                suggested: z.number(),
                unit: z.enum(["residual-norm", "max", "activation", "factor"])
            })
        )
    },
    chat: {
        list: oc.output(z.array(conversationSummarySchema)),
        create: oc.input(z.object({title: z.string().optional(), folderId: z.string().nullable().optional()})).output(conversationSchema),
        /** not validated once more on its way out: the store has validated what it read, and ten thousand messages are many */
        get: oc.input(conversationId).output(typed<Conversation>()),
        rename: oc.input(conversationId.extend({title: z.string().min(1).max(200)})).output(conversationSummarySchema),
        remove: oc.input(conversationId).output(z.void()),
        /** changes what the next answer runs under; what is absent stays */
        configure: oc
            .input(
                conversationId.extend({
                    systemPrompt: z.string().optional(),
                    sampling: samplingSchema.partial().optional(),
                    steering: steeringSchema.optional(),
                    variantId: z.string().nullable().optional()
                })
            )
            .output(conversationSchema),
        /** moves the screen to the branch that ends in this message or its newest descendant */
        select: oc.input(conversationId.extend({messageId: z.string()})).output(conversationSchema),
        /**
         * Adds a user message under `parentId` (null: a new root; so editing is sending under the edited message's parent) and answers it.
         * Closing the stream stops at once and keeps what was written.
         */
        send: oc
            .input(answering.extend({parentId: z.string().nullable(), content: z.string().min(1), attachments: z.array(attachmentSchema).max(20).optional()}))
            .output(eventIterator(generationEventSchema)),
        /** answers again under a user message; the older answers stay as siblings. `seed` absent: the conversation's */
        answer: oc
            .input(answering.extend({userMessageId: z.string(), seed: z.number().int().min(0).max(0xffff_ffff).optional()}))
            .output(eventIterator(generationEventSchema)),
        /** continues an unfinished answer in place */
        continue: oc.input(answering.pick({conversationId: true, live: true}).extend({messageId: z.string()})).output(eventIterator(generationEventSchema)),
        /** changes a message's text, of either role: the new text becomes a sibling and the head, and the old one stays */
        rewrite: oc.input(conversationId.extend({messageId: z.string(), content: z.string().min(1)})).output(conversationSchema),
        /** a new conversation that begins with the branch down to this message, under the same settings */
        fork: oc.input(conversationId.extend({messageId: z.string()})).output(conversationSchema),
        move: oc.input(conversationId.extend({folderId: z.string().nullable()})).output(conversationSummarySchema),
        folders: oc.output(z.array(folderSchema)),
        saveFolder: oc.input(folderSchema.partial({id: true})).output(folderSchema),
        /** its conversations stay, in no folder */
        removeFolder: oc.input(z.object({id: z.string()})).output(z.void()),
        /** words in messages, every word a prefix, best first; within one conversation in order of creation */
        search: oc
            .input(z.object({query: z.string().max(500), conversationId: z.string().optional(), limit: z.number().int().min(1).max(500).default(50)}))
            .output(z.array(messageHitSchema)),
        /** what of the context the branch on screen and a draft take */
        contextUse: oc
            .input(conversationId.extend({draft: z.string().default(""), attachments: z.array(attachmentSchema).max(20).optional()}))
            .output(contextUseSchema),
        /** `json` holds everything and can be imported again; `md` and `html` the branch on screen. No ids: all conversations, as `json` only */
        export: oc.input(z.object({conversationIds: z.array(z.string()).min(1).optional(), format: z.enum(["json", "md", "html"])})).output(z.file()),
        /** Saelor's own export, ChatGPT's `conversations.json`, Open WebUI's export; all of it or nothing */
        import: oc.input(z.object({path: z.string().optional(), file: z.file().optional()})).output(conversationImportSchema),
        message: oc.input(z.object({messageId: z.string()})).output(messageSchema),
        /** re-reads an answer (or a user message) through a dictionary: one forward pass up to the tap, under the edits it was written with */
        inspect: oc
            .input(
                z.object({
                    messageId: z.string(),
                    dictionary: z.string(),
                    k: z.number().int().min(0).max(64).default(8),
                    features: z.array(featureIdSchema).max(64).default([])
                })
            )
            .output(z.object({tokens: z.array(tokenReadingSchema), maxima: z.array(z.number().optional())}))
    },
    steering: {
        /** what edits come to: both readings of each, their sum, whether the cap holds them, and why they can't run */
        check: oc.input(steeringSchema).output(steeringCheckSchema),
        /** Ember's variant or controller JSON, in either form; `notes`: what has no counterpart here */
        fromEmber: oc
            .input(z.object({text: z.string().max(10_000_000), dictionary: z.string()}))
            .output(z.object({name: z.string(), steering: steeringSchema, labels: z.record(z.string(), z.string()), notes: z.array(z.string())})),
        /** the form that Ember writes, with our own fields beside it, so that it comes back as it was; `notes`: what Ember has no words for */
        toEmber: oc.input(z.object({name: z.string(), steering: steeringSchema})).output(z.object({text: z.string(), notes: z.array(z.string())}))
    },
    presets: {
        /** newest first; a query looks in names, descriptions, tags and labels */
        list: oc.input(z.object({query: z.string().max(500).default(""), tag: z.string().optional()})).output(z.array(presetSchema)),
        get: oc.input(presetId).output(presetSchema),
        /** adds it or replaces the one with its id; model, dictionaries and labels are those that are loaded, where it names none */
        save: oc.input(presetSchema.omit({createdAt: true, updatedAt: true}).partial({id: true})).output(presetSchema),
        /** of a conversation: its steering, settings, and the answers of its branch as examples */
        capture: oc.input(conversationId.extend({name: z.string().trim().min(1).max(200)})).output(presetSchema),
        duplicate: oc.input(presetId).output(presetSchema),
        remove: oc.input(presetId).output(z.void()),
        /** `ember`: the edits alone, for Ember's users */
        export: oc.input(presetId.extend({format: z.enum(["saelor", "ember"]).default("saelor")})).output(z.file()),
        /** ours or Ember's JSON; it is kept also where its dictionary is another one, and then can't be applied */
        import: oc
            .input(z.object({path: z.string().optional(), file: z.file().optional()}))
            .output(z.object({preset: presetSchema, differences: z.array(presetDifferenceSchema), notes: z.array(z.string())})),
        /** where it and what is loaded differ; empty: nowhere */
        check: oc.input(presetId).output(z.array(presetDifferenceSchema)),
        /** @throws `preset/other-dictionary` with all differences; features are never mapped from one dictionary to another */
        apply: oc.input(presetId.extend({conversationId: z.string()})).output(conversationSchema),
        /** writes its examples again and says where they differ from what they were; one result an example */
        replay: oc
            .input(presetId)
            .output(eventIterator(z.object({example: z.number(), of: z.number(), same: z.boolean(), expected: z.string(), got: z.string()})))
    },
    evaluation: {
        /** newest first */
        list: oc.output(z.array(evaluationSummarySchema)),
        /** with its run, where that has not ended */
        remove: oc.input(z.object({id: z.string()})).output(z.void()),
        /** answers prompts at several strengths and judges them; see `runs`. Its id is the run's */
        sweep: oc.input(sweepInputSchema).output(runSchema),
        estimate: oc.input(sweepInputSchema).output(evaluationEstimateSchema),
        /** as far as it has come */
        getSweep: oc.input(z.object({id: z.string()})).output(sweepSchema),
        exportSweep: oc.input(z.object({id: z.string(), format: z.enum(["csv", "json"])})).output(z.file()),
        /** ten answers of different quality, without what the judge said, for a person to rate; the same ones each time */
        toRate: oc.input(z.object({id: z.string()})).output(z.array(z.object({answer: z.number().int(), question: z.string(), text: z.string()}))),
        /** by a person, 0..2; null takes it back */
        rate: oc.input(z.object({id: z.string(), answer: z.number().int(), metric: metricSchema, value: z.number().min(0).max(2).nullable()})).output(z.void()),
        /** of a person with the judge, by metric */
        agreement: oc.input(z.object({id: z.string()})).output(z.partialRecord(metricSchema, agreementSchema)),
        /** finds the features for a behaviour; see `runs` */
        autosteer: oc.input(autosteerInputSchema).output(runSchema),
        /** what it takes at most, and seconds for what the loaded model does of it; absent where its speed is not known */
        estimateAutosteer: oc.input(autosteerInputSchema.pick({mode: true})).output(z.object({tokens: z.number(), seconds: z.number().optional()})),
        /** as far as it has come */
        getAutosteer: oc.input(z.object({id: z.string()})).output(autosteerSchema),
        /** finds a condition for "when the user is …"; see `runs` */
        autocondition: oc.input(autoconditionInputSchema).output(runSchema),
        getAutocondition: oc.input(z.object({id: z.string()})).output(autoconditionSchema)
    },
    moderation: {
        counts: oc.input(dictionaryInput).output(moderationCountsSchema),
        categories: oc.output(z.array(moderationCategorySchema)),
        setCategories: oc.input(z.object({categories: z.array(moderationCategorySchema).max(100)})).output(z.void()),
        /** under research access or not: the list itself is always seen by who keeps it */
        list: oc
            .input(
                dictionaryInput.extend({
                    category: z.string().optional(),
                    offset: z.number().int().min(0).default(0),
                    limit: z.number().int().min(1).max(500).default(100)
                })
            )
            .output(z.object({total: z.number(), entries: z.array(moderationEntrySchema)})),
        add: oc
            .input(
                dictionaryInput.extend({
                    /** `dead`: all that never fired in the newest harvest */
                    features: z.union([z.array(featureIdSchema).min(1).max(65_536), z.literal("dead")]),
                    category: z.string(),
                    reason: z.string().trim().min(1).max(1000)
                })
            )
            .output(moderationCountsSchema),
        remove: oc
            .input(dictionaryInput.extend({features: z.array(featureIdSchema).min(1).max(65_536), reason: z.string().trim().min(1).max(1000)}))
            .output(moderationCountsSchema),
        import: oc
            .input(
                dictionaryInput.extend({
                    path: z.string().optional(),
                    file: z.file().optional(),
                    /** also a list of other weights with as many features, and a table with unknown categories or without reasons */
                    anyway: z.boolean().default(false)
                })
            )
            .output(
                z.object({
                    added: z.number(),
                    present: z.number(),
                    skipped: z.number(),
                    /** what was passed over, and why */
                    why: z.array(z.string()),
                    counts: moderationCountsSchema
                })
            ),
        export: oc.input(dictionaryInput.extend({format: z.enum(["json", "csv"]).default("json")})).output(z.file()),
        /** the loaded model reads labels and examples and proposes; a person accepts; see `runs` */
        propose: oc.input(dictionaryInput.extend({limit: z.number().int().min(1).max(65_536).default(2000)})).output(runSchema),
        proposals: oc
            .input(dictionaryInput.extend({offset: z.number().int().min(0).default(0), limit: z.number().int().min(1).max(500).default(100)}))
            .output(z.object({total: z.number(), proposals: z.array(moderationProposalSchema)})),
        decide: oc.input(dictionaryInput.extend({features: z.array(featureIdSchema).min(1).max(65_536), accept: z.boolean()})).output(moderationCountsSchema),
        access: oc.input(dictionaryInput).output(researchAccessSchema),
        /** an explicit choice, with a reason, logged */
        grantAccess: oc.input(dictionaryInput.extend({reason: z.string().trim().min(10).max(1000)})).output(researchAccessSchema),
        revokeAccess: oc.input(dictionaryInput).output(researchAccessSchema),
        /** newest first */
        audit: oc.input(z.object({dictionary: z.string().optional(), limit: z.number().int().min(1).max(1000).default(200)})).output(z.array(auditEntrySchema)),
        exportAudit: oc.output(z.file())
    },
    settings: {
        /** small JSON values under names: theme, last conversation, … */
        get: oc.output(z.record(z.string(), z.unknown())),
        set: oc.input(z.object({name: z.string().min(1).max(100), value: z.unknown()})).output(z.void())
    }
};
export type Contract = typeof contract;
