import {EngineError} from "../contract/index.ts";
import type {RawSteering, Turn} from "../llama/types.ts";
import type {Move, Pair, Work} from "./types.ts";

/** What a steering does to the likelihood of texts that were written without it. */
export interface Effect {
    /** mean over pairs of how much likelier a token of the wanted answer became, less the same of the unwanted one; nats */
    readonly gain: number;
    /** mean rise of a neutral answer's negative log-likelihood per token; nats */
    readonly damage: number;
}

/** A question, tokenized with its answer about to begin, and answers to it. */
interface Asked {
    readonly question: readonly number[];
    readonly answers: (readonly number[])[];
}

/** Which answer of which question a text is. */
interface Place {
    readonly asked: number;
    readonly answer: number;
}

const NOTHING: RawSteering = {edits: [], scope: "answer"};

/**
 * Measures steerings by likelihoods alone: forward passes, nothing is written. Every question is evaluated once for all of them, and for all of its answers.
 * @param name of what is measured with, for what is remembered
 * @param texts `neutral`: conversations of which the last turn is an answer that has nothing to do with the behaviour
 */
export function likelihoodProbe(work: Work, name: string, texts: {readonly pairs: readonly Pair[]; readonly neutral: readonly (readonly Turn[])[]}) {
    const questions: Asked[] = [];
    const known = new Map<string, number>();
    const pairs = texts.pairs.map(({wanted, unwanted}) => ({wanted: place(wanted), unwanted: place(unwanted)}));
    const neutral = texts.neutral.map(place);
    const places = [...pairs.flatMap((pair) => [pair.wanted, pair.unwanted]), ...neutral];
    if (pairs.length === 0) throw new EngineError("engine/internal", {detail: "there are no pairs to measure with"});

    function place(turns: readonly Turn[]): Place {
        const question = work.lent.model.tokenizeQuestion(turns.slice(0, -1));
        const room = Math.min(work.plan.answerTokens, work.lent.contextSize - question.length);
        if (room < 1) throw new EngineError("model/context-full", {contextSize: work.lent.contextSize, neededTokens: question.length + 1});
        const answer = work.lent.model.tokenize(turns.at(-1)!.content).slice(0, room);
        const key = question.join(" ");
        const at = known.get(key) ?? questions.push({question, answers: []}) - 1;
        known.set(key, at);
        return {asked: at, answer: questions[at]!.answers.push(answer) - 1};
    }

    /** [steering][answer] mean log-probability of a token */
    async function score({question, answers}: Asked, steerings: readonly RawSteering[]): Promise<number[][]> {
        const last = question.slice(-1);
        const branches = steerings.flatMap((steering) => answers.map((answer) => ({tokens: [...last, ...answer], steering})));
        const scored = await work.lent.model.scoreBranches({prefix: question.slice(0, -1), steering: NOTHING, branches}, work.signal);
        return steerings.map((_, s) => answers.map((_, a) => mean(scored[s * answers.length + a]!)));
    }

    /** [text][steering], texts in the order of `places` */
    async function scoreAll(key: string, steerings: readonly RawSteering[], onQuestion?: (done: number) => void): Promise<number[][]> {
        const scored: number[][][] = [];
        for (const [i, asked] of questions.entries()) {
            scored.push(await work.remember(`${name}/${key}/${i}`, () => score(asked, steerings)));
            onQuestion?.(i + 1);
        }
        return places.map(({asked, answer}) => scored[asked]!.map((answers) => answers[answer]!));
    }

    return {
        questions: questions.length,
        /**
         * One effect a set of features.
         * @param key the same for the same sets: what was measured under it is not measured again
         * @param onQuestion told how many questions are done
         */
        async measure(key: string, sets: readonly (readonly Move[])[], onQuestion?: (done: number) => void): Promise<Effect[]> {
            const base = (await scoreAll("unsteered", [NOTHING])).map(([value]) => value!);
            const steerings = await Promise.all(sets.map((set) => work.lent.compile(steeringOf(work.dictionary, set))));
            const values = await scoreAll(key, steerings, onQuestion);
            return sets.map((_, s) => {
                const rise = values.map((of, text) => of[s]! - base[text]!);
                const gains = pairs.map((_, pair) => rise[2 * pair]! - rise[2 * pair + 1]!);
                const damages = neutral.map((_, i) => -rise[2 * pairs.length + i]!);
                return {gain: mean(gains), damage: damages.length === 0 ? 0 : mean(damages)};
            });
        }
    };
}

export type LikelihoodProbe = ReturnType<typeof likelihoodProbe>;

export const steeringOf = (dictionary: string, moves: readonly Move[], fadesOver?: number) => ({
    edits: moves.map(({feature, strength}) => ({feature: feature as never, mode: "nudge" as const, value: strength, dictionary})),
    scope: "answer" as const,
    ...(fadesOver !== undefined && {decay: {tokens: fadesOver}})
});

function mean(values: ArrayLike<number>): number {
    let sum = 0;
    for (let i = 0; i < values.length; i++) sum += values[i]!;
    return values.length === 0 ? 0 : sum / values.length;
}
