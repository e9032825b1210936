import type {EvaluationPrompt, Sampling} from "../contract/index.ts";
import {answerMany, harmonicScore, type Judge, type SweepPlan, scaleSteering} from "../evaluation/index.ts";
import type {AutosteerData} from "./gatherData.ts";
import {steeringOf} from "./likelihoodProbe.ts";
import {PROOF} from "./plans.ts";
import type {Move, Work} from "./types.ts";

interface ProofGiven {
    readonly sets: readonly (readonly Move[])[];
    readonly data: AutosteerData;
    /** as the arms ask for it, and judges are told */
    readonly behaviour: string;
    readonly judge: Judge;
    readonly sampling: Sampling;
}

/** Where the likelihoods' optimum is too weak to show in what is written. */
const FURTHER = [...PROOF.multipliers, 1.5, 2, 2.5];
/** Prompts on which it is looked how far to go. */
const LOOKED = 2;
const METRICS = ["concept", "fluency"] as const;

/**
 * What the last stage is to show: the best sets at several times their strength, chosen on prompts that were kept back and some others, and the chosen one beside every other arm on prompts
 * that no stage saw. Likelihoods stop where neutral answers suffer, which may be before the behaviour shows: then the strengths begin later and go further.
 */
export async function planProof(work: Work, given: ProofGiven): Promise<Pick<SweepPlan, "prompts" | "strengths" | "choosing" | "reporting">> {
    const {data, sampling} = given;
    // those that were kept back first
    const places = [...new Set([...data.validation, ...data.pairs.keys()])];
    const choosing = places.slice(0, PROOF.choosing).map((place): EvaluationPrompt => data.prompts[place] ?? {text: questionOf(data, place)});
    const strengths = await work.remember("reach", async () => reach(await scoreEach(work, given, places.slice(0, LOOKED), {...sampling, seed: work.seed})));
    return {
        prompts: [...choosing, ...data.fresh],
        strengths,
        choosing: choosing.map((_, place) => place),
        reporting: data.fresh.map((_, i) => choosing.length + i)
    };
}

const questionOf = ({pairs}: AutosteerData, place: number) => pairs[place]!.wanted.findLast(({role}) => role === "user")?.content ?? "";

/** @returns the first set's mean score at each of `FURTHER`, of concept and fluency alone */
async function scoreEach(work: Work, {sets, data, behaviour, judge}: ProofGiven, places: readonly number[], sampling: Sampling): Promise<number[]> {
    const steering = steeringOf(work.dictionary, sets[0]!);
    const raw = await Promise.all([0, ...FURTHER].map((factor) => work.lent.compile(scaleSteering(steering, factor))));
    const scores: number[][] = [];
    for (const [i, place] of places.entries()) {
        const question = questionOf(data, place);
        const asked = [...raw.map((one) => ({system: "", steering: one, sampling})), {system: behaviour, steering: raw[0]!, sampling}];
        const {answers} = await answerMany(work.lent.model, question, asked, work.signal);
        const texts = answers.map(({text}) => text.trim());
        const rated = await judge.rate(
            {question, behaviour, unsteered: texts[0]!, prompted: texts.at(-1)!, otherQuestions: [], metrics: METRICS},
            texts.slice(1, -1),
            work.signal
        );
        scores.push(rated.map((ratings) => harmonicScore(ratings.map(({value}) => value)) ?? 0));
        work.tell(i + 1, places.length, "how far to go");
    }
    return FURTHER.map((_, at) => scores.reduce((sum, of) => sum + of[at]!, 0) / Math.max(1, scores.length));
}

/** Four multipliers: the usual ones where those do at least half as well as any, else those around the best. */
export function reach(scores: readonly number[]): number[] {
    const usual = PROOF.multipliers.length;
    const best = Math.max(...scores);
    if (best <= 0 || Math.max(...scores.slice(0, usual)) >= best / 2) return [...PROOF.multipliers];
    const from = Math.min(Math.max(0, scores.indexOf(best) - 1), FURTHER.length - usual);
    return FURTHER.slice(from, from + usual);
}
