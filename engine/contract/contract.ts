import {eventIterator, oc} from "@orpc/contract";
import {z} from "zod";
import {conversationSchema, conversationSummarySchema, generationEventSchema, messageSchema} from "./chat.ts";
import {editModeSchema, steeringSchema, variantSchema} from "./edits.ts";
import {featureSchema, labelSchema, tokenReadingSchema} from "./features.ts";
import {featureIdSchema} from "./ids.ts";
import {engineStatusSchema, modelEntrySchema} from "./models.ts";
import {samplingSchema} from "./sampling.ts";

const conversationId = z.object({conversationId: z.string()});

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
        /** remembers a model file with its dictionaries, so that `list` shows it */
        add: oc.input(z.object({path: z.string(), dictionaries: z.array(z.string())})).output(modelEntrySchema),
        forget: oc.input(z.object({modelId: z.string()})).output(z.void()),
        /** resolves when the model can answer; progress comes through `engine.status`; closing cancels the load */
        load: oc
            .input(z.object({modelId: z.string(), contextSize: z.number().int().min(64).optional(), gpuLayers: z.number().int().min(0).optional()}))
            .output(engineStatusSchema),
        unload: oc.output(z.void())
    },
    features: {
        /** words in labels, best first; every word is a prefix; an empty query lists by label score; a number finds that feature */
        search: oc
            .input(z.object({dictionary: z.string(), query: z.string(), limit: z.number().int().min(1).max(200).default(30)}))
            .output(z.array(featureSchema)),
        get: oc.input(z.object({dictionary: z.string(), feature: featureIdSchema})).output(featureSchema),
        /** writes or replaces the user's own label; an empty description removes it */
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
    variants: {
        list: oc.output(z.array(variantSchema)),
        save: oc.input(variantSchema.partial({id: true})).output(variantSchema),
        remove: oc.input(z.object({id: z.string()})).output(z.void())
    },
    chat: {
        list: oc.output(z.array(conversationSummarySchema)),
        create: oc.input(z.object({title: z.string().optional()})).output(conversationSchema),
        get: oc.input(conversationId).output(conversationSchema),
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
         * `compare`: answers twice from the same seed, steered and default, in one batch; the default answer becomes a sibling.
         * Closing the stream stops at once and keeps what was written.
         */
        send: oc
            .input(conversationId.extend({parentId: z.string().nullable(), content: z.string().min(1), compare: z.boolean().default(false)}))
            .output(eventIterator(generationEventSchema)),
        /** answers again under a user message; the older answers stay as siblings. `seed` absent: the conversation's */
        answer: oc
            .input(conversationId.extend({userMessageId: z.string(), compare: z.boolean().default(false), seed: z.number().int().optional()}))
            .output(eventIterator(generationEventSchema)),
        /** continues an unfinished answer in place */
        continue: oc.input(conversationId.extend({messageId: z.string()})).output(eventIterator(generationEventSchema)),
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
    settings: {
        /** small JSON values under names: theme, last conversation, … */
        get: oc.output(z.record(z.string(), z.unknown())),
        set: oc.input(z.object({name: z.string().min(1).max(100), value: z.unknown()})).output(z.void())
    }
};
export type Contract = typeof contract;
