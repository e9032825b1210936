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

const ABOUT = /\babout (.+?)[.?!]*$/i;

/**
 * Questions about what a specification names behind its "about", in several wordings, and in the same ones about what other prompts name, so that the wording tells nothing.
 * @returns undefined where it names nothing, or too few prompts name something else
 */
export function askedAbout(specification: string, prompts: readonly string[]): {hold: string[]; not: string[]} | undefined {
    const subject = ABOUT.exec(specification)?.[1];
    if (subject === undefined) return undefined;
    const named = usefulWords(subject);
    const others = prompts.flatMap((prompt) => ABOUT.exec(prompt)?.[1] ?? []).filter((other) => !plainWords(other).some((word) => named.includes(word)));
    if (others.length < 4) return undefined;
    const asked = (what: string, wording: number) => WORDINGS[wording % WORDINGS.length]!.replace("~", what);
    // each wording twice, each time about something else
    const not = Array.from({length: 2 * WORDINGS.length}, (_, i) => asked(others[i % others.length]!, i));
    return {hold: WORDINGS.map((_, i) => asked(subject, i)), not: [...new Set(not)]};
}
