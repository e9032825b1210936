import {isEngineError, type Metric, type Rating} from "../../contract/index.ts";
import {turnsOf} from "../answerMany.ts";
import {repetition} from "../metrics/repetition.ts";
import {mean} from "../metrics/spread.ts";
import type {Judge, RatedQuestion} from "../types.ts";
import {factsRating, survivalRating} from "./factuality.ts";
import {type LikelihoodModel, meanLogprobs, roomBehind} from "./meanLogprobs.ts";

/** Nats a token by which the instruction has to favour an answer for full marks where no prompted answer says how much is possible. */
const FULL_FAVOUR = 0.5;
/** Differences below this many nats a token tell nothing apart. */
const NOTHING = 0.02;
/** Other questions that an answer is held against: more of them cost a forward pass each and change little. */
const OTHERS = 3;

/** Mean log-probabilities per token of the unsteered answer, the prompted one, and all that are rated. */
interface Likelihoods {
    readonly own: readonly number[];
    readonly instructed: readonly number[];
    /** mean over other questions; undefined where there are none */
    readonly others: readonly number[] | undefined;
}

/**
 * Rates by what the unsteered model finds likely, so that no large model is needed and the same comes out each time.
 * - concept: by how much the instruction makes the answer likelier, on a scale from the unsteered answer (0) to the prompted one (2)
 * - instruction: by how much the answer is likelier after its own question than after others, the unsteered answer's own margin being 2
 * - fluency: 2 exp(-rise of the mean negative log-likelihood over the unsteered answer in nats), less for repetition above .2
 * - factuality: the given facts, or the unsteered answer's numbers and names
 */
export function likelihoodJudge(model: LikelihoodModel): Judge {
    return {
        name: "likelihood",
        async rate(question, answers, signal) {
            const {metrics, unsteered, prompted, facts} = question;
            const needsModel = metrics.some((metric) => metric !== "factuality");
            let known: Likelihoods | string;
            try {
                known = needsModel ? await measure(model, question, [unsteered, prompted ?? "", ...answers], signal) : "";
            } catch (error) {
                signal.throwIfAborted();
                if (!isEngineError(error, "model/context-full")) throw error;
                known = error.message;
            }
            return answers.map((answer, i) =>
                metrics.map((metric): Rating => {
                    if (metric === "factuality") return facts?.length ? factsRating(facts, answer) : survivalRating(unsteered, answer);
                    const rating = {metric, judge: "likelihood", prompt: PROMPTS[metric]};
                    if (typeof known === "string") return {...rating, value: null, reply: "", problem: known};
                    if (answer.trim() === "") return {...rating, value: 0, reply: "the answer is empty"};
                    return {...rating, ...RATE[metric](known, i + 2, answer, unsteered)};
                })
            );
        }
    };
}

async function measure(
    model: LikelihoodModel,
    {question, behaviour, otherQuestions}: RatedQuestion,
    texts: readonly string[],
    signal: AbortSignal
): Promise<Likelihoods> {
    const asked = [turnsOf("", question), turnsOf(behaviour, question), ...otherQuestions.slice(0, OTHERS).map((other) => turnsOf("", other))];
    // the same tokens of an answer count after each of them
    const room = Math.min(...asked.map((turns) => roomBehind(model, turns)));
    const [own, instructed, ...others] = (await inTurn(asked, (turns) => meanLogprobs(model, turns, texts, signal, room))) as [
        number[],
        number[],
        ...number[][]
    ];
    return {own, instructed, others: others.length === 0 ? undefined : texts.map((_, i) => mean(others.map((of) => of[i]!)))};
}

async function inTurn<Item, Result>(items: readonly Item[], each: (item: Item) => Promise<Result>): Promise<Result[]> {
    const results: Result[] = [];
    for (const item of items) results.push(await each(item));
    return results;
}

type Rated = Pick<Rating, "value" | "reply" | "problem">;
type OfModel = Exclude<Metric, "factuality">;

const PROMPTS: Record<OfModel, string> = {
    concept: "Mean log-probability of a token of the answer with the instruction as system prompt, less the same without it",
    instruction: "Mean log-probability of a token of the answer after its question, less the same after other questions",
    fluency: "Mean negative log-likelihood of a token of the answer after its question, and share of 3-grams that were there before"
};

const RATE: Record<OfModel, (known: Likelihoods, at: number, answer: string, unsteered: string) => Rated> = {
    concept({own, instructed}, at) {
        const favour = (i: number) => instructed[i]! - own[i]!;
        const [from, to] = [favour(0), favour(1)];
        const isAnchored = to - from > NOTHING;
        const full = isAnchored ? to : from + FULL_FAVOUR;
        const value = 2 * shareOf(favour(at) - from, full - from);
        const scale = isAnchored ? `prompted answer ${nats(to)}` : `full marks at ${nats(full)}, as no prompted answer is favoured`;
        return rated(value, `${nats(favour(at))}; unsteered answer ${nats(from)}; ${scale}`);
    },
    instruction({own, others}, at) {
        if (others === undefined) return {value: null, reply: "", problem: "there is no other question to hold it against"};
        const margin = (i: number) => own[i]! - others[i]!;
        const reply = `${nats(margin(at))}; unsteered answer ${nats(margin(0))}`;
        if (!(margin(0) > NOTHING)) return {value: null, reply, problem: "the unsteered answer fits other questions as well as its own"};
        return rated(2 * shareOf(margin(at), margin(0)), reply);
    },
    fluency({own}, at, answer, unsteered) {
        const rise = Math.max(0, own[0]! - own[at]!);
        const [again, allowed] = [repetition(answer), Math.max(0.2, repetition(unsteered))];
        const penalty = again <= allowed ? 1 : Math.max(0, 1 - (again - allowed) / (1 - allowed));
        return rated(2 * Math.exp(-rise) * penalty, `${nats(-own[at]!)}; unsteered answer ${nats(-own[0]!)}; repeated ${Math.round(100 * again)} %`);
    }
};

/** An unsteered answer that is empty has no likelihood to count from. */
const rated = (value: number, reply: string): Rated =>
    Number.isFinite(value)
        ? {value: Math.min(2, value), reply}
        : {value: null, reply, problem: "the unsteered answer is empty: there is nothing to count from"};

const shareOf = (part: number, whole: number) => (Number.isNaN(part) ? part : Math.min(1, Math.max(0, part / whole)));
const nats = (value: number) => `${value.toFixed(3)} nats`;
