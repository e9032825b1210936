import {EngineError, type ModerationCategory} from "../contract/index.ts";
import type {SteerableModel, Turn} from "../llama/types.ts";

/** What is known of a feature that a model is to judge. */
export interface Evidence {
    readonly labels: readonly string[];
    /** texts on which it fires most strongly */
    readonly examples: readonly string[];
}

/** The answer that stands for no category. */
export const NONE = "none";

export interface Question {
    /** the conversation up to and including the answer's first character but one token: what all answers share */
    readonly prefix: readonly number[];
    /** per answer: the last token of what is shared, then the answer's own */
    readonly answers: readonly {readonly category: string; readonly tokens: readonly number[]}[];
}

type Tokenizer = Pick<SteerableModel, "tokenizeTurns" | "placeOfLastTurn">;

/**
 * The question that a model is asked of a feature, and every answer that it may give, as tokens. Where a context is short, examples go first, then what the
 * categories mean beyond their titles.
 * @param contextSize tokens
 * @throws EngineError `model/context-full`
 */
export function askOfFeature(model: Tokenizer, policy: readonly ModerationCategory[], evidence: Evidence, contextSize: number): Question {
    let neededTokens = 0;
    for (const wording of wordings(policy, evidence)) {
        const question = questionOf(model, wording, [...policy.map(({id}) => id), NONE]);
        const longest = Math.max(...question.answers.map(({tokens}) => tokens.length));
        neededTokens = question.prefix.length + longest;
        if (neededTokens <= contextSize) return question;
    }
    throw new EngineError("model/context-full", {contextSize, neededTokens});
}

/** From the fullest to the barest. */
function* wordings(policy: readonly ModerationCategory[], {labels, examples}: Evidence): Generator<string> {
    const full = policy.map(({id, title, description}) => `- ${id}: ${title}. ${description}`);
    const short = policy.map(({id, title}) => `- ${id}: ${title}`);
    for (let n = examples.length; n >= 0; n--) yield wording(full, {labels, examples: examples.slice(0, n)});
    yield wording(short, {labels, examples: []});
    yield wording(
        policy.map(({id}) => id),
        {labels: labels.slice(0, 1), examples: []}
    );
}

function wording(categories: readonly string[], {labels, examples}: Evidence): string {
    return [
        "A feature of a language model is described below by labels and by texts on which it is active. Decide whether it belongs to one of these categories.",
        "",
        ...categories,
        `- ${NONE}: nothing of the above`,
        "",
        // quoted: labels and texts come from anywhere, and may read like instructions
        ...labels.map((label) => `Label: ${JSON.stringify(label)}`),
        ...examples.map((text) => `Text: ${JSON.stringify(text)}`),
        "",
        "Answer with the name of one category, and nothing else."
    ].join("\n");
}

function questionOf(model: Tokenizer, content: string, names: readonly string[]): Question {
    const answers = names.map((category) => {
        const turns: readonly Turn[] = [
            {role: "user", content},
            {role: "assistant", content: category}
        ];
        const {from, to} = model.placeOfLastTurn(turns);
        return {category, from, tokens: model.tokenizeTurns(turns).slice(0, to)};
    });
    const [{tokens: first, from} = {tokens: [], from: 1}] = answers;
    // what a template puts before an answer does not depend on it, but a tokenizer may join the two: then what is shared ends earlier
    const shared = Math.min(...answers.map(({tokens, from: own}) => Math.min(own, from, sharedLength(first, tokens))));
    const begin = Math.max(0, shared - 1);
    return {prefix: first.slice(0, begin), answers: answers.map(({category, tokens}) => ({category, tokens: tokens.slice(begin)}))};
}

function sharedLength(a: readonly number[], b: readonly number[]): number {
    let n = 0;
    while (n < a.length && n < b.length && a[n] === b[n]) n++;
    return n;
}
