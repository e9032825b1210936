import type {RawSteering, SteerableModel} from "../../llama/types.ts";
import {branchGroups} from "../branchGroups.ts";
import type {KnowledgeQuestion} from "../types.ts";
import {commonStart} from "./commonStart.ts";

interface Options {
    readonly signal: AbortSignal;
    readonly giveWay: () => Promise<void>;
    readonly onTokens: (promptTokens: number) => void;
}

/**
 * Share of questions whose right choice is the likeliest under each steering, 0..100. A choice counts by its log-probability a character, so that long ones are no
 * worse off; what all choices begin with does not count. Each question is evaluated once for all steerings that act on the answer only.
 * @throws EngineError `model/context-full`, `model/evaluation-failed`; the signal's reason
 */
export async function askKnowledge(
    model: Pick<SteerableModel, "tokenize" | "tokenizeQuestion" | "scoreBranches">,
    questions: readonly KnowledgeQuestion[],
    steerings: readonly RawSteering[],
    {signal, giveWay, onTokens}: Options
): Promise<number[]> {
    const right = steerings.map(() => 0);
    for (const {question, begin, choices} of questions) {
        await giveWay();
        const tokens = model.tokenizeQuestion([{role: "user", content: question}]);
        const answers = choices.map((choice) => model.tokenize(begin === "" ? choice : `${begin} ${choice}`));
        const common = commonStart(answers);
        for (const {prefix, places} of branchGroups(steerings)) {
            const branches = places.flatMap((place) => answers.map((answer) => ({tokens: [...tokens.slice(-1), ...answer], steering: steerings[place]!})));
            const scored = await model.scoreBranches({prefix: tokens.slice(0, -1), steering: prefix, answerFrom: tokens.length, branches}, signal);
            onTokens(tokens.length + branches.reduce((sum, branch) => sum + branch.tokens.length, 0));
            for (const [i, place] of places.entries()) {
                const perCharacter = choices.map((choice, c) => sumFrom(scored[i * choices.length + c]!, common) / choice.length);
                if (perCharacter.every((value, c) => c === 0 || value < perCharacter[0]!)) right[place]!++;
            }
        }
    }
    return right.map((count) => (100 * count) / questions.length);
}

function sumFrom(values: Float32Array, from: number): number {
    let sum = 0;
    for (let i = from; i < values.length; i++) sum += values[i]!;
    return sum;
}
