import {plainWords} from "../../evaluation/metrics/plainWords.ts";
import {usefulWords} from "../usefulWords.ts";

/** Ways to ask about something; a model that can't write questions itself is asked in these. */
const WORDINGS = [
    "Tell me about ~.",
    "What do you know about ~?",
    "Please explain ~ to me.",
    "I would like to know more about ~.",
    "Can you describe ~?",
    "Give me some facts about ~.",
    "What is interesting about ~?",
    "I have a question about ~.",
    "What should I know about ~?",
    "Teach me something about ~.",
    "What can you tell me about ~?",
    "I wonder about ~."
];

/**
 * Questions about what a specification names behind its "about", in several wordings, and prompts that do not name it.
 * @returns undefined where it names nothing, or there are too few other prompts
 */
export function askedAbout(specification: string, prompts: readonly string[]): {hold: string[]; not: string[]} | undefined {
    const subject = /\babout (.+?)[.!?]*$/i.exec(specification)?.[1];
    if (subject === undefined) return undefined;
    const named = usefulWords(subject);
    const not = prompts.filter((prompt) => !plainWords(prompt).some((word) => named.includes(word)));
    if (not.length < 4) return undefined;
    return {hold: WORDINGS.map((wording) => wording.replace("~", subject)), not: not.slice(0, 2 * WORDINGS.length)};
}
