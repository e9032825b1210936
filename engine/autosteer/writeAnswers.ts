import type {Sampling} from "../contract/index.ts";
import {turnsOf} from "../evaluation/answerMany.ts";
import type {Work} from "./types.ts";

/** A question, and the system prompt that it is asked under; empty: none. */
export interface AskedQuestion {
    readonly system: string;
    readonly question: string;
}

const NOTHING = {edits: [], scope: "answer"} as const;
/** Answers that are written in one call: one that somebody else waits for comes after these. */
const STEP = 16;

/** Unsteered answers to many questions, side by side. */
export async function writeAnswers(work: Work, key: string, asked: readonly AskedQuestion[], sampling: Sampling): Promise<string[]> {
    const {model} = work.lent;
    const answers: string[] = [];
    for (let first = 0; first < asked.length; first += STEP) {
        const written = await work.remember(`${key}/${first}`, async () => {
            const branches = asked.slice(first, first + STEP).map(({system, question}, i) => ({
                tokens: model.tokenizeQuestion(turnsOf(system, question)),
                steering: {edits: []},
                sampling: {...sampling, maxTokens: work.plan.answerTokens, seed: (work.seed + first + i) >>> 0}
            }));
            const done = await model.writeBranches({prefix: [], steering: NOTHING, branches}, work.signal);
            return done.map(({text}) => text.trim());
        });
        answers.push(...written);
        work.tell(answers.length, asked.length, "answers");
    }
    return answers;
}
