import {evaluateCondition, type ValueAt} from "./evaluateCondition.ts";
import type {RawRule} from "./types.ts";

/** A whole text as rules see it. */
export interface RuledText {
    /** per token */
    readonly values: readonly ValueAt[];
    /** per token: it belongs to the chat template, or is otherwise no text; rules never look at it */
    readonly special: readonly boolean[];
    /** tokens before this position are prompt, the others answer */
    readonly answerFrom: number;
}

/** Per rule and token. */
export interface RuledTokens {
    /** its condition is true there, and it looks there */
    readonly holds: readonly (readonly boolean[])[];
    /** its edits act there, as far as the steering's scope lets them */
    readonly on: readonly (readonly boolean[])[];
}

/**
 * When rules hold and are on in a text, read off their definition: slow, and the measure for the native core.
 * A rule looks at ordinary tokens that its `on` selects. Not sticky, it is on exactly where it holds; sticky, from the first such token
 * to the text's end: one that held in the prompt is on in the answer, also where it looks at the prompt alone.
 */
export function evaluateRules(rules: readonly RawRule[], {values, special, answerFrom}: RuledText): RuledTokens {
    const holds = rules.map(({when, on}) =>
        values.map((value, position) => {
            const part = position < answerFrom ? "prompt" : "answer";
            return special[position] !== true && (on === "both" || on === part) && evaluateCondition(when, value);
        })
    );
    return {holds, on: holds.map((row, rule) => (rules[rule]!.sticky ? row.map((_, position) => row.slice(0, position + 1).includes(true)) : row))};
}
