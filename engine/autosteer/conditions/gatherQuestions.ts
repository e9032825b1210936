import {shuffled} from "../shuffled.ts";
import type {Work} from "../types.ts";
import {writeList} from "../writeList.ts";
import {askedAbout, type Question} from "./askedAbout.ts";
import type {AutoconditionRun} from "./autoconditionState.ts";

const WRITTEN = 16;
const TOKENS_EACH = 32;

type Writing = Pick<Work, "lent" | "signal" | "remember">;

export interface Questions {
    readonly hold: readonly Question[];
    readonly not: readonly Question[];
    /** what each of the first names, where they were made of it */
    readonly subject?: string;
}

/** Questions for which the condition should hold, and for which not: the user's, else such as the specification names, else those that the model writes. */
export async function gatherQuestions(work: Writing, {autocondition, prompts, own}: AutoconditionRun): Promise<Questions> {
    const {examples, specification, seed} = autocondition;
    const halved = (texts: readonly string[]) => halfKeptBack(distinct(texts), seed);
    if (examples !== undefined) return {hold: halved(examples.hold), not: halved(examples.not)};
    const about = own ? askedAbout(specification, prompts, seed) : undefined;
    if (about !== undefined) return about;
    const asked = (what: string) =>
        `${what} Each is one short message, and all are different: other subjects, other words, some of them questions and some not. Answer with a JSON list of ${WRITTEN} strings.`;
    const quoted = JSON.stringify(specification);
    const hold = await writeList(work, "hold", asked(`Write ${WRITTEN} messages that people might send to an assistant, for which this is true: ${quoted}.`), {
        n: WRITTEN,
        tokensEach: TOKENS_EACH
    });
    const near = await writeList(
        work,
        "not",
        asked(`Write ${WRITTEN} messages that people might send to an assistant, on everyday subjects, for which this is not true: ${quoted}.`),
        {n: WRITTEN, tokensEach: TOKENS_EACH}
    );
    const known = new Set(hold);
    return {hold: halved(hold), not: halved([...near, ...prompts.slice(0, WRITTEN)].filter((text) => !known.has(text.trim())))};
}

/** Every second one, in an order that a seed decides. */
function halfKeptBack(texts: readonly string[], seed: number): Question[] {
    return shuffled(texts, seed).map((text, i) => ({text, keptBack: i % 2 === 1}));
}

const distinct = (texts: readonly string[]) => [...new Set(texts.map((text) => text.trim()))];
