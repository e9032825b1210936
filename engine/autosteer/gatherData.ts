import type {AutosteerInput, EvaluationPrompt, Sampling} from "../contract/index.ts";
import type {Turn} from "../llama/types.ts";
import {dealPrompts} from "./dealPrompts.ts";
import {shuffled} from "./shuffled.ts";
import type {Pair, Work} from "./types.ts";
import {writeAnswers} from "./writeAnswers.ts";
import {writePrompts} from "./writePrompts.ts";

/** Texts that a run measures with; all that later stages know of the behaviour. */
export interface AutosteerData {
    readonly pairs: readonly Pair[];
    /** of each pair, where it is one that the model answered */
    readonly prompts: readonly EvaluationPrompt[];
    /** places of the pairs that were kept back */
    readonly validation: readonly number[];
    readonly neutral: readonly (readonly Turn[])[];
    /** prompts that no stage before the proof sees */
    readonly fresh: readonly EvaluationPrompt[];
}

export interface DataGiven {
    /** absent: the examples say what is wanted */
    readonly instruction: string | undefined;
    readonly prompts: readonly EvaluationPrompt[];
    /** whether the model may write some of its own, as these are nobody's in particular */
    readonly mayWrite: boolean;
    readonly sampling: Sampling;
}

/** Prompts that the model writes itself. */
const WRITTEN = 16;

/**
 * Answers as they should be and as they should not be: of the user's examples, else those that the model itself gives when it is asked to behave so, and when it
 * is not. Answers are kept without the instruction.
 */
export async function gatherData(work: Work, {examples}: Pick<AutosteerInput, "examples">, given: DataGiven): Promise<AutosteerData> {
    const {plan} = work;
    let pool = given.prompts;
    if (plan.asksModel && given.mayWrite && examples === undefined) pool = [...(await writePrompts(work, WRITTEN)), ...pool];
    const {paired, validation, neutral, fresh} = dealPrompts(pool, plan, work.seed);
    const plain = (prompts: readonly EvaluationPrompt[]) => prompts.map(({text}) => ({system: "", question: text}));
    if (examples !== undefined) {
        const pairs = shuffled(
            examples.encourage.map((wanted, i) => ({wanted, unwanted: examples.avoid[i]!})),
            work.seed
        ).slice(0, plan.prompts);
        const kept = pairs.length < 3 ? 0 : Math.min(plan.validation, Math.floor(pairs.length / 3));
        // the behaviour is in none of these questions
        const asked = plain([...neutral, ...paired].slice(0, plan.neutral));
        return {
            pairs,
            prompts: [],
            validation: lastOf(pairs.length, kept),
            neutral: conversations(asked, await writeAnswers(work, "neutral", asked, given.sampling)),
            fresh
        };
    }
    const system = given.instruction ?? "";
    const asked = [...paired.map(({text}) => ({system, question: text})), ...plain(paired), ...plain(neutral)];
    const answers = await writeAnswers(work, "answers", asked, given.sampling);
    const whole = conversations(
        asked.map(({question}) => ({question})),
        answers
    );
    const n = paired.length;
    const both = paired
        .map((prompt, i) => ({prompt, wanted: whole[i]!, unwanted: whole[n + i]!}))
        .filter(({wanted, unwanted}) => isAnswered(wanted) && isAnswered(unwanted));
    return {
        pairs: both.map(({wanted, unwanted}) => ({wanted, unwanted})),
        prompts: both.map(({prompt}) => prompt),
        validation: lastOf(both.length, Math.min(validation, Math.floor(both.length / 2))),
        neutral: whole.slice(2 * n).filter(isAnswered),
        fresh
    };
}

const isAnswered = (turns: readonly Turn[]) => turns.at(-1)!.content !== "";
const lastOf = (n: number, kept: number) => Array.from({length: kept}, (_, i) => n - kept + i);

const conversations = (asked: readonly {readonly question: string}[], answers: readonly string[]): Turn[][] =>
    asked.map(({question}, i) => [
        {role: "user", content: question},
        {role: "assistant", content: answers[i]!}
    ]);

/** Share of pairs whose two answers are the same, word for word. */
export const shareOfSame = (pairs: readonly Pair[]): number =>
    pairs.filter(({wanted, unwanted}) => words(wanted) === words(unwanted)).length / Math.max(1, pairs.length);

const words = (turns: readonly Turn[]) => turns.at(-1)!.content.toLowerCase().replaceAll(/\s+/g, " ").trim();
