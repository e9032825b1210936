import type {AutosteerInput} from "../contract/index.ts";

/** How much of everything a run takes. */
export interface AutosteerPlan {
    /** prompts answered in pairs, and how many of them are kept back to choose strengths on */
    readonly prompts: number;
    readonly validation: number;
    /** pairs that candidates are screened on, of those that are not kept back */
    readonly screened: number;
    readonly candidates: number;
    /** random features that candidates have to beat */
    readonly controls: number;
    /** answers that have nothing to do with the behaviour, by which damage is measured */
    readonly neutral: number;
    /** of each answer */
    readonly answerTokens: number;
    /** candidates that are screened again at the greater strength */
    readonly finalists: number;
    /** features that are tried beside a set before one is added */
    readonly tries: number;
    /** features whose logit lens is read */
    readonly lensed: number;
    /** sets that the proof looks at, on so many prompts, and of those how many it compares, after a look on as many more */
    readonly contenders: number;
    readonly looked: number;
    readonly sets: number;
    /** whether the model picks some by their labels, and writes prompts of its own */
    readonly asksModel: boolean;
    /** what the whole run is meant to evaluate and write at most, judging by likelihood included */
    readonly budgetTokens: number;
}

export const PLANS: Readonly<Record<AutosteerInput["mode"], AutosteerPlan>> = {
    full: {
        prompts: 24,
        validation: 8,
        screened: 8,
        candidates: 40,
        controls: 5,
        neutral: 8,
        answerTokens: 80,
        finalists: 12,
        tries: 2,
        lensed: 100,
        contenders: 6,
        looked: 3,
        sets: 3,
        asksModel: true,
        budgetTokens: 210_000
    },
    fast: {
        prompts: 12,
        validation: 4,
        screened: 4,
        candidates: 20,
        controls: 5,
        neutral: 4,
        answerTokens: 64,
        finalists: 12,
        tries: 2,
        lensed: 40,
        contenders: 5,
        looked: 2,
        sets: 2,
        asksModel: false,
        budgetTokens: 110_000
    }
};

/** Of each answer that is judged. */
export const PROOF_TOKENS = 96;

/** In units of R. */
export const SCREEN_STRENGTHS = [0.3, 0.5] as const;
export const LINE = [0.1, 0.2, 0.3, 0.45, 0.6, 0.8] as const;
/** Longest step of a set's features together. */
export const LONGEST_STEP = 0.8;
/** Nats by which neutral answers may become less likely before a candidate is left out. */
export const MOST_DAMAGE = 0.2;
/**
 * Ways of acting that the proof looks at, in lengths of the whole step in units of R. A manner that has begun goes on by itself: a step over an answer's first tokens brings it about where
 * the same step on every token ruins the facts (on the demo, the pirate's feature over eight questions: score 91 and facts 95 at 1 R over 4 tokens, 62 and 47 at .6 R on all of them).
 */
export const LOOKS: readonly {readonly fadesOver?: number; readonly strengths: readonly number[]}[] = [
    {strengths: [0.3, 0.45, 0.6, 0.8]},
    {fadesOver: 3, strengths: [0.8, 1, 1.4, 2]},
    {fadesOver: 12, strengths: [0.6, 0.8, 1, 1.4]}
];
/** Of each answer that is looked at. */
export const LOOKED_TOKENS = 48;
/** Points of score by which one that fades has to be better: what it does to answers longer than the proof's is not known. */
export const FADING_ADVANTAGE = 5;

export const PROOF = {multipliers: [0.6, 0.8, 1, 1.2], choosing: 6, reporting: 4} as const;
