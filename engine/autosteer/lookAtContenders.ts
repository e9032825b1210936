import type {EvaluationPrompt, Sampling} from "../contract/index.ts";
import {answerMany, harmonicScore, scaleSteering} from "../evaluation/index.ts";
import {likelihoodJudge} from "../evaluation/judges/likelihoodJudge.ts";
import {steeringOf} from "./likelihoodProbe.ts";
import {LOOKED_TOKENS, LOOKS} from "./plans.ts";
import type {Move, Work} from "./types.ts";

/** A way of acting, and the score of it. */
export interface Looked {
    /** length of the whole step, in units of R */
    readonly strength: number;
    readonly fadesOver?: number | undefined;
    /** 0..100 */
    readonly score: number;
}

export interface LookGiven {
    /** of what is remembered */
    readonly round: number;
    readonly prompts: readonly EvaluationPrompt[];
    /** as the model is asked for it */
    readonly behaviour: string;
    readonly sampling: Sampling;
}

const GRID = LOOKS.flatMap(({fadesOver, strengths}) => strengths.map((strength) => ({strength, fadesOver})));
/** Relatedness would cost a forward pass for every other question. */
const METRICS = ["concept", "fluency"] as const;

/**
 * Writes short answers under each contender in each way of acting, and scores them by likelihood, whoever is to judge the proof.
 * @returns per contender the mean over prompts, in the order of `LOOKS`
 */
export async function lookAtContenders(work: Work, sets: readonly (readonly Move[])[], {round, prompts, behaviour, sampling}: LookGiven): Promise<Looked[][]> {
    const judge = likelihoodJudge(work.lent);
    const own = {...sampling, seed: work.seed, maxTokens: Math.min(sampling.maxTokens, LOOKED_TOKENS)};
    const nothing = await work.lent.compile(steeringOf(work.dictionary, []));
    const looks: Looked[][] = [];
    for (const [i, moves] of sets.entries()) {
        const length = await work.lent.stepLength(steeringOf(work.dictionary, moves));
        const ways = await Promise.all(
            GRID.map(({strength, fadesOver}) => work.lent.compile(scaleSteering(steeringOf(work.dictionary, moves, fadesOver), strength / length)))
        );
        const scores: number[][] = [];
        for (const [place, {text: question}] of prompts.entries()) {
            work.tell(i * prompts.length + place, sets.length * prompts.length, "how strongly, and for how long");
            const scored = await work.remember(`look/${round}/${i}/${place}`, async () => {
                const plain = [
                    {system: "", steering: nothing, sampling: own},
                    {system: behaviour, steering: nothing, sampling: own}
                ];
                const {answers} = await answerMany(
                    work.lent.model,
                    question,
                    [...plain, ...ways.map((steering) => ({system: "", steering, sampling: own}))],
                    work.signal
                );
                const [unsteered, prompted, ...texts] = answers.map(({text}) => text.trim()) as [string, string, ...string[]];
                const rated = await judge.rate({question, behaviour, unsteered, prompted, otherQuestions: [], metrics: METRICS}, texts, work.signal);
                return rated.map((ratings) => harmonicScore(ratings.map(({value}) => value)) ?? 0);
            });
            scores.push(scored);
        }
        looks.push(GRID.map((way, at) => ({...way, score: scores.reduce((sum, of) => sum + of[at]!, 0) / Math.max(1, prompts.length)})));
    }
    return looks;
}
