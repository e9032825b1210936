import type {Work} from "../types.ts";
import {writeList} from "../writeList.ts";
import {askedAbout} from "./askedAbout.ts";
import type {AutoconditionRun} from "./autoconditionState.ts";

const WRITTEN = 12;
const TOKENS_EACH = 32;

type Writing = Pick<Work, "lent" | "signal" | "remember">;

/** Questions for which the condition should hold, and for which not: the user's, else such as the specification names, else those that the model writes. */
export async function gatherQuestions(work: Writing, {autocondition, prompts, own}: AutoconditionRun): Promise<{hold: string[]; not: string[]}> {
    const {examples, specification} = autocondition;
    if (examples !== undefined) return {hold: distinct(examples.hold), not: distinct(examples.not)};
    const about = own ? askedAbout(specification, prompts) : undefined;
    if (about !== undefined) return about;
    const asked = (what: string) => `${what} Each is one short message, and all are different. Answer with a JSON list of ${WRITTEN} strings.`;
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
    return {hold, not: distinct([...near, ...prompts.slice(0, WRITTEN)]).filter((text) => !known.has(text))};
}

const distinct = (texts: readonly string[]) => [...new Set(texts.map((text) => text.trim()))];
