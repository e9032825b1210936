import type {SteerableModel, Turn, WrittenBranch} from "../llama/types.ts";
import {branchGroups} from "./branchGroups.ts";
import type {AskedAnswer} from "./types.ts";

export interface ManyAnswers {
    /** in the order asked */
    readonly answers: readonly WrittenBranch[];
    /** evaluated of questions, and written */
    readonly promptTokens: number;
    readonly answerTokens: number;
}

/**
 * Answers one question under many steerings and system prompts, side by side: per system prompt the question is evaluated once.
 * @throws EngineError `model/context-full`, `model/evaluation-failed`; the signal's reason
 */
export async function answerMany(
    model: Pick<SteerableModel, "tokenizeQuestion" | "writeBranches">,
    question: string,
    asked: readonly AskedAnswer[],
    signal?: AbortSignal
): Promise<ManyAnswers> {
    const answers: WrittenBranch[] = new Array(asked.length);
    let promptTokens = 0;
    for (const places of Map.groupBy(asked.keys(), (place) => asked[place]!.system).values()) {
        const tokens = model.tokenizeQuestion(turnsOf(asked[places[0]!]!.system, question));
        for (const group of branchGroups(places.map((place) => asked[place]!.steering))) {
            const own = group.places.map((place) => places[place]!);
            const written = await model.writeBranches(
                {
                    prefix: tokens.slice(0, -1),
                    steering: group.prefix,
                    answerFrom: tokens.length,
                    branches: own.map((place) => ({tokens: tokens.slice(-1), steering: asked[place]!.steering, sampling: asked[place]!.sampling}))
                },
                signal
            );
            promptTokens += tokens.length - 1 + own.length;
            for (const [i, place] of own.entries()) answers[place] = written[i]!;
        }
    }
    return {answers, promptTokens, answerTokens: answers.reduce((sum, {tokens}) => sum + tokens.length, 0)};
}

export function turnsOf(system: string, question: string): Turn[] {
    return [...(system.trim() === "" ? [] : [{role: "system" as const, content: system}]), {role: "user", content: question}];
}
