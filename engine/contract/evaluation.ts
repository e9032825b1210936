import {z} from "zod";
import {steeringSchema} from "./edits.ts";
import {turnSchema} from "./featurePages.ts";
import {featureIdSchema} from "./ids.ts";
import {samplingSchema} from "./sampling.ts";

/** Of a behaviour or a specification. */
const LONGEST_TEXT = 2000;
const asText = z.string().trim();
/** People read these behind the name of the field. */
const tooLong = {error: ({input}: {input?: unknown}) => `at most ${LONGEST_TEXT.toLocaleString("en")} characters; this one has ${countOf(input)}`};
const between = (least: number, most: number, what: string) => ({
    error: ({input}: {input?: unknown}) => `it takes ${least} to ${most} ${what}; ${countOf(input) === "1" ? "there is" : "there are"} ${countOf(input)}`
});
const countOf = (input: unknown) => (typeof input === "string" || Array.isArray(input) ? input.length : 0).toLocaleString("en");

// --- judging -------------------------------------------------------------------------------------------------------------------

/** Who rates answers. */
export const judgeSchema = z.discriminatedUnion("kind", [
    /** nobody: log-likelihoods of the loaded model, unsteered; needs no large model */
    z.object({kind: z.literal("likelihood")}),
    /** the loaded model, unsteered: its rating is the mean over its own distribution, not a sampled digit */
    z.object({kind: z.literal("loaded")}),
    z.object({kind: z.literal("openai"), baseUrl: z.url(), model: z.string().min(1)}),
    z.object({kind: z.literal("anthropic"), baseUrl: z.url().default("https://api.anthropic.com"), model: z.string().min(1)})
]);
export type JudgeChoice = z.infer<typeof judgeSchema>;

/** AxBench's three, and factuality, which is no part of the score. */
export const metricSchema = z.enum(["concept", "instruction", "fluency", "factuality"]);
export type Metric = z.infer<typeof metricSchema>;

export const ratingSchema = z.object({
    metric: metricSchema,
    /** 0..2; null: it could not be had */
    value: z.number().min(0).max(2).nullable(),
    judge: z.string(),
    /** what the judge was asked and what it said, word for word; of a likelihood the numbers it was made of */
    prompt: z.string(),
    reply: z.string(),
    /** why there is no value: timed out, refused, prose, rate-limited */
    problem: z.string().optional()
});
export type Rating = z.infer<typeof ratingSchema>;

/** How an answer came about. `random`: a random live feature that moves the residual as far as the steered set. */
export const armSchema = z.enum(["unsteered", "prompt", "random", "steered", "prompt-and-steer"]);
export type Arm = z.infer<typeof armSchema>;

export const evaluatedAnswerSchema = z.object({
    id: z.number().int(),
    arm: armSchema,
    /** place of its edit set; absent where none acts */
    set: z.number().int().optional(),
    /** in units of R; 0 where nothing acts */
    strength: z.number(),
    /** place of its prompt, and of its seed */
    prompt: z.number().int(),
    seed: z.number().int(),
    text: z.string(),
    tokens: z.number(),
    finishReason: z.string(),
    ratings: z.array(ratingSchema),
    /** 0..100: harmonic mean of concept, instruction and fluency, any zero gives zero; null while one is missing */
    score: z.number().nullable(),
    /** share of 3-grams that were there before; above .2 is bad */
    repetition: z.number(),
    /** mean negative log-likelihood of a token under the unsteered model, and how much more that is than of the unsteered answer; nats */
    nll: z.number(),
    nllRise: z.number(),
    /** what a person gave it on the calibration page, by metric, 0..2 */
    byHand: z.partialRecord(metricSchema, z.number().min(0).max(2)).optional()
});
export type EvaluatedAnswer = z.infer<typeof evaluatedAnswerSchema>;

// --- sweeps --------------------------------------------------------------------------------------------------------------------

export const evaluationPromptSchema = z.object({
    text: asText.min(1, "a prompt is empty").max(20_000, {error: ({input}) => `at most 20,000 characters; this prompt has ${countOf(input)}`}),
    /** what a true answer says; each is looked for in the answer, numbers and case forgiven */
    facts: z.array(z.string().min(1).max(500)).max(50).optional()
});
export type EvaluationPrompt = z.infer<typeof evaluationPromptSchema>;

/** Length of a whole step in units of R, in either direction. */
const MOST = 4;

export const sweepInputSchema = z.object({
    name: z.string().trim().max(200).default(""),
    sets: z
        .array(z.object({name: z.string().min(1).max(200), steering: steeringSchema}))
        .min(1)
        .max(8),
    /** lengths of the whole step, in units of R; a set's nudges and adds are scaled to it, its pins and scales go with them */
    strengths: z
        .array(
            z
                .number("a strength is a number")
                .min(-MOST, `a strength lies between -${MOST} and ${MOST}`)
                .max(MOST, `a strength lies between -${MOST} and ${MOST}`)
        )
        .min(1, between(1, 24, "strengths"))
        .max(24, between(1, 24, "strengths"))
        .default([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1, 1.4]),
    /** absent: the model's own, else bundled ones */
    prompts: z
        .array(evaluationPromptSchema)
        .min(2, between(2, 64, "prompts"))
        .max(64, between(2, 64, "prompts"))
        .optional(),
    seeds: z.array(z.number().int().min(0).max(0xffff_ffff)).min(1).max(8).default([42]),
    /** what the steering is to bring about, as one would ask for it: "Talk like a pirate." */
    behaviour: asText.min(1, "say what the answers are judged for").max(LONGEST_TEXT, tooLong),
    judge: judgeSchema.default({kind: "likelihood"}),
    arms: z.array(armSchema).default(["unsteered", "prompt", "random", "steered", "prompt-and-steer"]),
    /** knowledge questions, repetition and likelihood at every strength */
    damage: z.boolean().default(true),
    maxTokens: z.number().int().min(8).max(1024).default(96),
    sampling: samplingSchema.partial().default({})
});
export type SweepInput = z.infer<typeof sweepInputSchema>;

const spreadSchema = z.object({mean: z.number(), low: z.number(), high: z.number(), n: z.number()});
/** Mean over prompts (each the mean of its seeds) with its quartiles; 0..100, but `nllRise` in nats and `repetition` as a share. */
export type Spread = z.infer<typeof spreadSchema>;

export const sweepPointSchema = z.object({
    arm: armSchema,
    set: z.number().int().optional(),
    strength: z.number(),
    score: spreadSchema.nullable(),
    metrics: z.partialRecord(metricSchema, spreadSchema),
    repetition: spreadSchema,
    nllRise: spreadSchema,
    /** share of the knowledge questions answered right, 0..100; null where they were not asked */
    knowledge: z.number().nullable()
});
export type SweepPoint = z.infer<typeof sweepPointSchema>;

/** How the best set compares with another arm on the prompts that report, prompt by prompt; points of score. */
export const advantageSchema = z.object({
    /** mean of steered less the other, and the standard error of that mean */
    by: z.number(),
    error: z.number(),
    prompts: z.number().int(),
    /** `above`, `below`: further apart than twice the error, and than two points; `unclear`: over ten points apart, but not on every prompt; `same`: neither */
    told: z.enum(["above", "below", "same", "unclear"])
});
export type Advantage = z.infer<typeof advantageSchema>;
export const outcomeSchema = z.object({unsteered: advantageSchema, prompt: advantageSchema, random: advantageSchema}).partial();
/** Absent is an arm that was left out, or could not be scored. */
export type Outcome = z.infer<typeof outcomeSchema>;

export const evaluationKindSchema = z.enum(["sweep", "autosteer", "autocondition"]);
export const evaluationSummarySchema = z.object({
    /** of its run too, as long as there is one */
    id: z.string(),
    kind: evaluationKindSchema,
    title: z.string(),
    model: z.string(),
    createdAt: z.number(),
    done: z.boolean()
});
export type EvaluationSummary = z.infer<typeof evaluationSummarySchema>;

export const sweepSchema = evaluationSummarySchema.extend({
    input: sweepInputSchema,
    /** as they were used */
    prompts: z.array(evaluationPromptSchema),
    /** places of the prompts that chose the strengths, and of those that the report is on */
    choosing: z.array(z.number()),
    reporting: z.array(z.number()),
    answers: z.array(evaluatedAnswerSchema),
    /** over all prompts: what the chart draws */
    points: z.array(sweepPointSchema),
    /** per set the strength with the best score on the choosing prompts; absent until it can be told */
    chosen: z.array(z.object({set: z.number().int(), strength: z.number(), score: z.number()})),
    /** every arm on the reporting prompts, the steered ones at their chosen strength */
    report: z.array(sweepPointSchema),
    /** plain sentences: what beats what, and by how much, and where facts fall while the score stays high */
    verdict: z.array(z.string()),
    /** the verdict's comparisons; absent until all prompts are answered, and where no set could be scored */
    outcome: outcomeSchema.optional(),
    /** ratings that could not be had, of how many, and the problem that most of them met */
    missing: z.object({ratings: z.number(), of: z.number(), most: z.string().optional()})
});
export type Sweep = z.infer<typeof sweepSchema>;

export const evaluationEstimateSchema = z.object({
    answers: z.number(),
    promptTokens: z.number(),
    answerTokens: z.number(),
    ratings: z.number(),
    /** for what the loaded model does; absent where its speed is not known yet */
    seconds: z.number().optional()
});
export type EvaluationEstimate = z.infer<typeof evaluationEstimateSchema>;

export const agreementSchema = z.object({
    /** answers that a person and the judge both rated */
    n: z.number(),
    /** Spearman's rank correlation; null where it does not exist */
    correlation: z.number().nullable(),
    /** share within half a point */
    close: z.number().nullable(),
    meanDifference: z.number().nullable()
});
export type Agreement = z.infer<typeof agreementSchema>;

// --- AutoSteer -----------------------------------------------------------------------------------------------------------------

export const autosteerInputSchema = z.object({
    /** what the answers are to be like: "talk like a pirate". Needed unless there are examples */
    specification: asText.max(LONGEST_TEXT, tooLong).default(""),
    dictionary: z.string(),
    mode: z.enum(["fast", "full"]).default("fast"),
    judge: judgeSchema.default({kind: "likelihood"}),
    /** absent: the model's own, else bundled ones, and in full mode some that the model writes */
    prompts: z
        .array(evaluationPromptSchema)
        .min(4, between(4, 64, "prompts"))
        .max(64, between(4, 64, "prompts"))
        .optional(),
    /** conversations as they should be, and the same as they should not be, in pairs: in place of those that the model writes */
    examples: z.object({encourage: z.array(z.array(turnSchema).min(1)).min(2).max(64), avoid: z.array(z.array(turnSchema).min(1)).min(2).max(64)}).optional(),
    maxFeatures: z.number().int().min(1).max(3).default(3),
    seed: z.number().int().min(0).max(0xffff_ffff).default(42)
});
export type AutosteerInput = z.infer<typeof autosteerInputSchema>;

export const autosteerStageSchema = z.enum(["data", "candidates", "screen", "combine", "proof"]);
export type AutosteerStage = z.infer<typeof autosteerStageSchema>;

export const candidateSchema = z.object({
    feature: featureIdSchema,
    label: z.string().optional(),
    /** a control: drawn at random */
    random: z.boolean(),
    /** paired mean of clip(f / M, 0, 1) on wanted minus unwanted answers, and share of pairs in which it has that sign */
    contrast: z.number(),
    agreement: z.number(),
    /** ranks by contrast, label and logit lens that were fused; absent where one says nothing */
    ranks: z.object({contrast: z.number(), label: z.number().optional(), lens: z.number().optional()}),
    /** the model picked it by its label */
    picked: z.boolean()
});
export type Candidate = z.infer<typeof candidateSchema>;

export const screenPointSchema = z.object({
    feature: featureIdSchema,
    random: z.boolean(),
    /** in units of R, with sign */
    strength: z.number(),
    /** mean per token, nats: how much more the wanted answers gain than the unwanted ones; how much less likely neutral answers become */
    gain: z.number(),
    damage: z.number(),
    kept: z.boolean()
});
export type ScreenPoint = z.infer<typeof screenPointSchema>;

export const lineSearchSchema = z.object({
    /** features that were already in the set, and the one that was tried */
    before: z.array(z.object({feature: featureIdSchema, strength: z.number()})),
    feature: featureIdSchema,
    points: z.array(z.object({strength: z.number(), objective: z.number(), gain: z.number(), damage: z.number()})),
    accepted: z.boolean()
});
export type LineSearch = z.infer<typeof lineSearchSchema>;

/** Features that act together. */
export const steeredSetSchema = z.object({
    edits: z.array(z.object({feature: featureIdSchema, label: z.string().optional(), strength: z.number()})),
    /** it fades over so many tokens of the answer; absent: it acts on all of them */
    fadesOver: z.number().int().positive().optional()
});
export type SteeredSet = z.infer<typeof steeredSetSchema>;

/** A set looked at from afar: on a few prompts, whole answers at several strengths, lasting or fading. */
export const contenderSchema = steeredSetSchema.omit({fadesOver: true}).extend({
    points: z.array(
        z.object({
            /** length of the whole step, in units of R */
            strength: z.number(),
            fadesOver: z.number().int().positive().optional(),
            /** 0..100: harmonic mean of behaviour and fluency */
            score: z.number()
        })
    ),
    /** place of the proof's set that was made of it; absent: it was not taken */
    set: z.number().int().optional()
});
export type Contender = z.infer<typeof contenderSchema>;

export const autosteerSchema = evaluationSummarySchema.extend({
    input: autosteerInputSchema,
    /** the stage under way; absent when it is done */
    stage: autosteerStageSchema.optional(),
    data: z
        .object({
            prompts: z.array(z.string()),
            wanted: z.array(z.string()),
            unwanted: z.array(z.string()),
            neutral: z.array(z.object({question: z.string(), answer: z.string()})),
            /** places of the pairs that were kept back */
            validation: z.array(z.number())
        })
        .optional(),
    candidates: z.array(candidateSchema),
    /** features that were left out, by reason */
    dropped: z.record(z.string(), z.number()),
    screen: z.array(screenPointSchema),
    searches: z.array(lineSearchSchema),
    /** what came out, at strength 1 of the proof; absent until then, and where nothing was found */
    found: steeredSetSchema.optional(),
    /** what the last stage looked at before it took the best of it */
    contenders: z.array(contenderSchema),
    /** those of the proof, at its strength 1; null: made of a feature that nobody may see */
    sets: z.array(steeredSetSchema.nullable()),
    /** the last stage is a sweep of them: its points are over the prompts that choose, its report over those that no stage saw before */
    proof: sweepSchema.omit({input: true}).optional(),
    /** ready to be applied; absent where nothing beats not steering */
    steering: steeringSchema.optional(),
    /** the same of what is not shown to beat it */
    unproven: steeringSchema.optional(),
    verdict: z.array(z.string()),
    /** tokens evaluated per stage, what FACTS allows in all, and seconds */
    cost: z.array(z.object({stage: autosteerStageSchema, promptTokens: z.number(), answerTokens: z.number(), seconds: z.number()})),
    budgetTokens: z.number()
});
export type Autosteer = z.infer<typeof autosteerSchema>;

// --- AutoConditional -----------------------------------------------------------------------------------------------------------

const questionsSchema = z
    .array(asText.min(1, "a question is empty").max(LONGEST_TEXT, tooLong))
    .min(3, between(3, 64, "questions"))
    .max(64, between(3, 64, "questions"));

export const autoconditionInputSchema = z.object({
    /** "the user is asking about money" */
    specification: asText.max(LONGEST_TEXT, tooLong).default(""),
    dictionary: z.string(),
    /** questions for which it should hold, and for which it should not; absent: the model writes them */
    examples: z.object({hold: questionsSchema, not: questionsSchema}).optional(),
    seed: z.number().int().min(0).max(0xffff_ffff).default(42)
});
export type AutoconditionInput = z.infer<typeof autoconditionInputSchema>;

/** Kept-back questions: on how many of those for which a test should hold it does, and on how many of those for which it should not. */
export const heldCountsSchema = z.object({hits: z.number().int(), of: z.number().int(), falseAlarms: z.number().int(), ofOthers: z.number().int()});
export type HeldCounts = z.infer<typeof heldCountsSchema>;

/** Accuracies are balanced: the mean of the share of questions for which it should hold and does, and of those for which it should not and does not. Guessing has one half. */
const verifiedSchema = z.object({
    /** on the questions that chose it */
    accuracy: z.number(),
    /** on those that were kept back */
    heldOutAccuracy: z.number(),
    /** absent of a search that was kept before they were counted */
    heldOut: heldCountsSchema.optional()
});

export const autoconditionSchema = evaluationSummarySchema.extend({
    input: autoconditionInputSchema,
    hold: z.array(z.string()),
    not: z.array(z.string()),
    /** places of the questions that chose nothing, and verify; of questions that were made, whole wordings */
    keptBack: z.object({hold: z.array(z.number()), not: z.array(z.number())}),
    /** best first: a feature, and the threshold that tells the questions apart best */
    candidates: z.array(
        verifiedSchema.extend({
            feature: featureIdSchema,
            label: z.string().optional(),
            threshold: z.number(),
            /** `max`: the threshold is in multiples of the feature's maximum */
            unit: z.enum(["activation", "max"])
        })
    ),
    /** what was chosen of them, or of two of them; absent where nothing was, and where it reads what nobody may see */
    best: verifiedSchema.optional(),
    /** balanced accuracy on the kept-back questions that the same search reaches 19 times of 20 with sides dealt at random; null until it is known */
    chance: z.number().nullable(),
    /** ready to be used in a rule; absent where nothing tells them apart, or there are too few questions to tell */
    condition: z.unknown().optional(),
    /** of the condition, on the questions that were kept back */
    accuracy: z.number().nullable(),
    verdict: z.array(z.string())
});
export type Autocondition = z.infer<typeof autoconditionSchema>;
