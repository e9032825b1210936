import {plainWords} from "../../evaluation/metrics/plainWords.ts";
import {shuffled} from "../shuffled.ts";
import {usefulWords} from "../usefulWords.ts";

/** Ways to ask for something, which all read well of one thing and of several; a model that can't write questions itself is asked in these. */
export const WORDINGS = [
    "Tell me about ~.",
    "What do you know about ~?",
    "Explain ~.",
    "Describe ~ in two sentences.",
    "I would like to know more about ~.",
    "Why are people interested in ~?",
    "Give me some facts about ~.",
    "Help me understand ~.",
    "What is interesting about ~?",
    "Write a paragraph on ~.",
    "I have a question about ~.",
    "How would you introduce ~ to a child?",
    "Teach me something about ~.",
    "Summarise what is known of ~.",
    "What comes to mind when you think of ~?",
    "I wonder about ~.",
    "Where can I learn more on ~?",
    "Let us talk of ~.",
    "Could you explain ~ simply?",
    "I read something on ~ today. What should I remember?",
    "Please say something of ~.",
    "My homework is on ~. Where do I begin?",
    "Do you like ~?",
    "A friend keeps talking of ~. Why?"
];

const ABOUT = /\babout (.+?)[.?!]*$/i;
/** Other things, of which each half asks of its own, below which none can be told. */
const FEWEST = 4;
/** Questions about other things in each wording. */
const OTHERS_EACH = 2;

export interface Question {
    readonly text: string;
    /** it is to verify what the others chose */
    readonly keptBack: boolean;
}

export interface Asked {
    readonly hold: readonly Question[];
    readonly not: readonly Question[];
    /** what all of the first name */
    readonly subject: string;
}

/**
 * Questions about what a specification names behind its "about", in several wordings, and in the same ones about what other prompts name, so that the wording tells
 * nothing. Whole wordings are kept back, and what they ask about beside the subject too: what was chosen is verified in other words. Prompts that name the subject are
 * taken with their own wordings.
 * @returns undefined where it names nothing, or too few prompts name something else
 */
export function askedAbout(specification: string, prompts: readonly string[], seed: number): Asked | undefined {
    const subject = ABOUT.exec(specification)?.[1];
    if (subject === undefined) return undefined;
    const named = new Set(usefulWords(subject).map(stemOf));
    const names = (text: string) => plainWords(text).some((word) => named.has(stemOf(word)));
    const others = shuffled(
        [...new Set(prompts.flatMap((prompt) => ABOUT.exec(prompt)?.[1] ?? []))].filter((other) => !names(other)),
        seed
    );
    if (others.length < FEWEST) return undefined;
    const halves = [others.filter((_, i) => i % 2 === 0), others.filter((_, i) => i % 2 === 1)] as const;

    const own = prompts.filter(names).flatMap((prompt) => ownWording(prompt, named) ?? []);
    const wordings = shuffled(distinctBy([...WORDINGS.map((wording) => ({wording, text: filled(wording, subject)})), ...own]), seed);
    const hold: Question[] = [];
    const not: Question[] = [];
    wordings.forEach(({wording, text}, i) => {
        const keptBack = i % 2 === 1;
        const half = halves[keptBack ? 1 : 0];
        hold.push({text, keptBack});
        const alike = WORDINGS.includes(wording)
            ? Array.from({length: OTHERS_EACH}, (_, j) => filled(wording, half[(OTHERS_EACH * Math.floor(i / 2) + j) % half.length]!))
            : prompts.filter((prompt) => !names(prompt) && matches(wording, prompt)).slice(0, OTHERS_EACH);
        for (const other of new Set(alike)) if (!not.some((known) => known.text === other)) not.push({text: other, keptBack});
    });
    return {hold, not, subject};
}

const filled = (wording: string, what: string) => wording.replace("~", () => what);

/** "planets" and "planet" are asked about alike. */
const stemOf = (word: string) => (word.length > 3 ? word.replace(/(?:(?<=s|x|z|ch|sh)es|(?<!s)s)$/, "") : word);

/** "How big is Mars?" as "How big is ~?", with an article that belongs to it. */
function ownWording(prompt: string, named: ReadonlySet<string>): {wording: string; text: string} | undefined {
    const words = [...prompt.matchAll(/[\p{L}\p{M}\p{N}'’]+/gu)].filter(([word]) => plainWords(word).some((plain) => named.has(stemOf(plain))));
    const [first, last] = [words[0], words.at(-1)];
    if (first === undefined || last === undefined) return undefined;
    const before = prompt.slice(0, first.index).replace(/\b(?:the|a|an) $/i, "");
    return {wording: `${before}~${prompt.slice(last.index + last[0].length)}`, text: prompt};
}

function matches(wording: string, prompt: string): boolean {
    const [before = "", after = ""] = wording.split("~");
    return prompt.length > before.length + after.length && prompt.startsWith(before) && prompt.endsWith(after);
}

/** The first of each wording, and of each text. */
function distinctBy<T extends {readonly wording: string; readonly text: string}>(all: readonly T[]): T[] {
    return all.filter(({wording, text}, i) => !all.slice(0, i).some((known) => known.wording === wording || known.text.toLowerCase() === text.toLowerCase()));
}
