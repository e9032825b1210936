import type {Rule} from "../../../../engine/contract/edits.ts";

/**
 * What follows from where a rule looks and for how long it lasts, where that is more than the words say: "the question" is all of the conversation before the answer, so what
 * held at an earlier question goes on holding.
 * @returns null where there is nothing to add
 */
export function reachWords({on, sticky, action}: Pick<Rule, "on" | "sticky" | "action">): string | null {
    const alone = "To decide it for each question alone, ask each in a conversation of its own.";
    if (action.type !== "set")
        return on === "answer"
            ? null
            : `Earlier questions and answers are looked at too: once it held in this conversation, it does this at every later answer. ${alone}`;
    if (on === "answer") return sticky ? "Each answer is looked at by itself: the edits act from the token at which it holds to the end of that answer." : null;
    if (sticky) {
        const where = on === "prompt" ? "a question" : "a question or an answer";
        return `Once it held at ${where}, the edits act on every later answer of this conversation, whatever is asked next: earlier questions and answers are looked at again. ${alone}`;
    }
    return on === "prompt"
        ? "The edits act at those very tokens of the question, and never on the answer: with edits that act on the answer alone it does nothing."
        : "The edits act at those very tokens; on those of the question only where edits act on prompt and answer.";
}
