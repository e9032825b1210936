import {UnusableAnswer} from "../../endpoints/UnusableAnswer.ts";
import {DESCRIPTION_GRAMMAR, description, readAnswer} from "./answers.ts";
import {explainPrompt, yesNoPrompt} from "./labelPrompts.ts";
import type {LabellingPair, LabelWriter, Material} from "./types.ts";

/** Twelve words of 24 letters at their worst: a letter may take a token. */
const ANSWER_TOKENS = 128;
/** Questions in one call of the scorer: an answer that begins meanwhile waits for no more. */
const STEP = 4;
const UNSTEERED = {edits: [], scope: "answer"} as const;

/** Tokens of a written label with its quotes and braces, on average; for estimates. */
export const USUAL_ANSWER_TOKENS = 24;

interface LoadedOptions {
    readonly pair: LabellingPair;
    /** resolves when no answer is being written */
    readonly giveWay: () => Promise<void>;
}

/**
 * The loaded model itself, unsteered. It writes under a grammar, and says of each passage by the odds of "yes" against "no" whether it fits: no sampling, so the
 * same feature gets the same label and score each time.
 */
export function loadedWriter({pair, giveWay}: LoadedOptions): LabelWriter & {readonly speed: {promptMs: number; answerMs: number}} {
    const {model, contextSize} = pair;
    const spent = {promptTokens: 0, answerTokens: 0};
    const speed = {promptMs: 0, answerMs: 0};
    const words = {yes: firstTokens(model, "yes"), no: firstTokens(model, "no")};

    return {
        name: pair.name,
        spent,
        speed,
        async describe(material, signal) {
            const turns = asTurns(fitted(material, (one) => model.tokenizeQuestion(asTurns(one)).length + ANSWER_TOKENS <= contextSize));
            const written = await model.write({turns, grammar: DESCRIPTION_GRAMMAR, maxTokens: ANSWER_TOKENS, giveWay}, signal);
            spent.promptTokens += written.promptTokens;
            spent.answerTokens += written.answerTokens;
            speed.promptMs += written.promptMs;
            speed.answerMs += written.answerMs;
            return readAnswer(description, written.text);
        },
        async detect(label, passages, signal) {
            const own = words.yes.filter((token) => !words.no.includes(token));
            const other = words.no.filter((token) => !words.yes.includes(token));
            if (own.length === 0 || other.length === 0) throw new UnusableAnswer("the model's tokens do not tell yes from no");
            const answers: boolean[] = [];
            for (let first = 0; first < passages.length; first += STEP) {
                await giveWay();
                const texts = passages
                    .slice(first, first + STEP)
                    .map((passage) => model.tokenizeQuestion([{role: "user", content: yesNoPrompt(label, passage)}]));
                const startedAt = performance.now();
                for (const {lastLogprobs} of await model.score({texts, steering: UNSTEERED, lastLogprobs: true}, signal))
                    answers.push(logSum(lastLogprobs!, own) > logSum(lastLogprobs!, other));
                speed.promptMs += performance.now() - startedAt;
                for (const text of texts) spent.promptTokens += text.length;
            }
            return answers;
        },
        release: () => model.releaseWriter()
    };
}

/** All in one turn: not every model's template knows a system's. */
function asTurns(material: Pick<Material, "examples" | "nearMisses" | "promoted">) {
    const {system, user} = explainPrompt(material);
    return [{role: "user" as const, content: `${system}\n\n${user}`}];
}

/** As much as there is room for: near misses go first, then examples, the weakest first; one example stays whatever happens. */
function fitted(material: Material, fits: (material: Material) => boolean): Material {
    let rest = material;
    while (!fits(rest) && (rest.nearMisses.length > 0 || rest.examples.length > 1)) {
        rest =
            rest.nearMisses.length > 0 && rest.nearMisses.length * 2 >= rest.examples.length
                ? {...rest, nearMisses: rest.nearMisses.slice(0, -1)}
                : rest.examples.length > 1
                  ? {...rest, examples: rest.examples.slice(0, -1)}
                  : {...rest, nearMisses: rest.nearMisses.slice(0, -1)};
    }
    return rest;
}

/** With which tokens a word can begin an answer. */
function firstTokens({tokenize}: Pick<LabellingPair["model"], "tokenize">, word: string): number[] {
    const spelt = [word, word[0]!.toUpperCase() + word.slice(1)].flatMap((one) => [one, ` ${one}`]);
    return [...new Set(spelt.flatMap((text) => tokenize(text)[0] ?? []))];
}

function logSum(logprobs: Float32Array, tokens: readonly number[]): number {
    const chosen = tokens.map((token) => logprobs[token]!);
    const max = Math.max(...chosen);
    return max + Math.log(chosen.reduce((sum, value) => sum + Math.exp(value - max), 0));
}
