import type {EvaluatedAnswer} from "../../contract/index.ts";

const TO_RATE = 10;

/**
 * Answers for a person to rate: spread evenly over what the judge said of them, from the worst to the best, no text twice, in an order that does not tell. The same
 * ones for the same answers.
 */
export function chooseToRate(answers: readonly EvaluatedAnswer[]): EvaluatedAnswer[] {
    const different = [...Map.groupBy(answers, ({prompt, text}) => JSON.stringify([prompt, text])).values()].map(([first]) => first!);
    const judged = different.filter(({score}) => score !== null);
    const sorted = (judged.length >= TO_RATE ? judged : different).toSorted((a, b) => sumOf(a) - sumOf(b) || a.id - b.id);
    const n = Math.min(TO_RATE, sorted.length);
    const spread = Array.from({length: n}, (_, i) => sorted[n === 1 ? 0 : Math.round((i * (sorted.length - 1)) / (n - 1))]!);
    return spread.toSorted((a, b) => scrambled(a.id) - scrambled(b.id));
}

/** The score is 0 for most answers that are bad in one way; the ratings themselves tell them apart. */
const sumOf = ({ratings}: EvaluatedAnswer) => ratings.reduce((sum, {value}) => sum + (value ?? 0), 0);

const scrambled = (id: number) => Math.imul(id + 1, 0x9e3779b1) >>> 0;
