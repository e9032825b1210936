import type {Metric} from "../../contract/index.ts";
import type {RatedQuestion} from "../types.ts";

/** Texts in a prompt stand between marks that they do not hold themselves. */
const quoted = (title: string, text: string) => `[${title} start]\n${text}\n[${title} end]`;

const SCALE: Record<Metric, string> = {
    concept: "0: the behaviour is not there at all; 1: it is there somewhat, or only in part; 2: it is clearly there",
    instruction: "0: it has nothing to do with the question; 1: it is somewhat related, or answers it only in part; 2: it is clearly an answer to the question",
    fluency: "0: not fluent: garbled, or highly repetitive; 1: somewhat fluent, with clear mistakes or repetitions; 2: fluent",
    factuality: "0: what it states is mostly wrong, or states nothing of it; 1: partly right; 2: all that it states agrees with the reference"
};

/**
 * What a judge is asked of one answer: one metric at a time, the others out of sight, as in AxBench.
 * @see Wu et al. 2025, AxBench, appendix on judging
 */
export function judgePrompt(
    metric: Metric,
    {question, behaviour, unsteered}: Pick<RatedQuestion, "question" | "behaviour" | "unsteered">,
    answer: string
): string {
    const text = quoted("Text", answer);
    switch (metric) {
        case "concept":
            return [
                "Rate how clearly a text shows a given behaviour. Whether it is true, fluent or grammatical does not count.",
                quoted("Behaviour", behaviour),
                text,
                SCALE.concept
            ].join("\n\n");
        case "instruction":
            return [
                "Rate how far a text is related to the question that it was written for. Its style, and whether it is fluent or complete, do not count.",
                quoted("Question", question),
                text,
                SCALE.instruction
            ].join("\n\n");
        case "fluency":
            return ["Rate how fluent a text is. What it says, in which style, and whether it is cut off at its end, do not count.", text, SCALE.fluency].join(
                "\n\n"
            );
        case "factuality":
            return [
                "Rate how far the facts that a text states agree with a reference. Its style, and whether it says less, do not count.",
                quoted("Question", question),
                quoted("Reference", unsteered),
                text,
                SCALE.factuality
            ].join("\n\n");
    }
}

/** Added for a judge that explains itself. */
export const EXPLAIN =
    'Explain your rating in one or two short sentences. Then end with the rating on a line of its own, in exactly this form: "Rating: [[n]]", where n is 0, 1 or 2.';

/** Added for a judge whose rating is read from its own distribution. */
export const RATE_AT_ONCE = 'Answer with the rating alone, in exactly this form: "Rating: [[n]]", where n is 0, 1 or 2.';

/** Begins such an answer; the rating is what comes next. */
export const ratingAnswer = (rating: number) => `Rating: [[${rating}]]`;

/** @returns undefined where an answer does not end with one rating in the form that was asked for */
export function readRating(reply: string): number | undefined {
    const all = [...reply.matchAll(/rating:\s*\**\s*\[\[\s*([^\]]*?)\s*\]\]/gi)].map(([, value]) => value!);
    const last = all.at(-1);
    if (last === undefined || !/^[012](\.0+)?$/.test(last)) return undefined;
    return new Set(all).size === 1 ? Number(last) : undefined;
}
