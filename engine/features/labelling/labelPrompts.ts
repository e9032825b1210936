import type {Material, Passage} from "./types.ts";

/** Words of a label at most. */
export const MAX_WORDS = 12;

export interface Prompt {
    readonly system: string;
    readonly user: string;
}

const EXPLAIN = `You are shown one feature of a language model: something inside it that fires on certain tokens of a text. Say what it fires on.
Tokens on which it fires stand between « and »; strengths run from 1 to 10. Look for what the marked tokens, or the words right before them, have in common and what the counterexamples lack: a word, a kind of word, a subject, a tone, a place in a sentence.
Be as specific as the examples allow, and no more. At most ${MAX_WORDS} words, no full sentence, no "this feature", no quotation marks.`;

/** What a labeller is asked of a feature. */
export function explainPrompt({examples, nearMisses, promoted}: Pick<Material, "examples" | "nearMisses" | "promoted">): Prompt {
    const list = (passages: readonly Passage[], text: (passage: Passage) => string) => passages.map((one, i) => `${i + 1}. ${text(one)}`).join("\n");
    const parts = [
        `Texts on which it fires:\n${list(examples, ({marked}) => marked)}`,
        nearMisses.length > 0 && `Texts that are alike, on which it does not fire:\n${list(nearMisses, ({plain}) => plain)}`,
        promoted.length > 0 && `Tokens that it makes more likely to come next: ${promoted.map((token) => JSON.stringify(token)).join(", ")}`,
        `What does it fire on? Answer as JSON: {"description": "at most ${MAX_WORDS} words"}`
    ];
    return {system: EXPLAIN, user: parts.filter((part) => part !== false).join("\n\n")};
}

/** One passage, to be answered by yes or no: its first token decides. */
export const yesNoPrompt = (description: string, passage: string): string =>
    `Something in a language model fires on this: ${description}\n\nText: ${passage}\n\nDoes the text contain what it fires on? Answer with one word, yes or no.`;

const DETECT = `Something inside a language model fires on certain tokens. You are told what it is said to fire on, and shown numbered texts. Some of them contain what is described, others do not; some of those only look alike. Judge each by itself.`;

/** All passages at once, to be answered by the numbers of those that fit. */
export function listPrompt(description: string, passages: readonly string[]): Prompt {
    const list = passages.map((passage, i) => `${i + 1}. ${passage}`).join("\n");
    return {
        system: DETECT,
        user: `It is said to fire on: ${description}\n\nTexts:\n${list}\n\nWhich of the texts contain it? Answer as JSON with their numbers: {"fits": [numbers]}`
    };
}
