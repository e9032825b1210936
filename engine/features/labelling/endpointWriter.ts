import {UnusableAnswer} from "../../endpoints/UnusableAnswer.ts";
import {type AnswerShape, description, fits} from "./answers.ts";
import {explainPrompt, listPrompt, type Prompt} from "./labelPrompts.ts";
import type {LabelWriter, Spent} from "./types.ts";

/** How often a model that answers in another shape is asked again. */
const ATTEMPTS = 3;

/** Asks a server's model once for an answer of a shape, and adds what it took to `spent`. Throws as `postJson` and `readAnswer` do. */
export type AskEndpoint = <Answer>(prompt: Prompt, shape: AnswerShape<Answer>, spent: Spent, signal: AbortSignal) => Promise<Answer>;

/** A model on a server, whichever way it is asked. */
export function endpointWriter(name: string, ask: AskEndpoint): LabelWriter {
    const spent = {promptTokens: 0, answerTokens: 0};

    /** What was wrong is said with the next attempt; an outage was waited for already. */
    async function insist<Answer>(prompt: Prompt, shape: AnswerShape<Answer>, signal: AbortSignal): Promise<Answer> {
        for (let attempt = 1, asked = prompt; ; attempt++) {
            try {
                return await ask(asked, shape, spent, signal);
            } catch (error) {
                if (!(error instanceof UnusableAnswer) || error.outage || attempt === ATTEMPTS) throw error;
                asked = {...prompt, user: `${prompt.user}\n\nYour last answer could not be used (${error.message}). Answer with that JSON and nothing else.`};
            }
        }
    }

    return {
        name,
        spent,
        describe: (material, signal) => insist(explainPrompt(material), description, signal),
        detect: (label, passages, signal) => insist(listPrompt(label, passages), fits(passages.length), signal),
        release: async () => undefined
    };
}
