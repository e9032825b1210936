import type {Peaks} from "./bestThreshold.ts";

/** Values of features at the ordinary tokens of one question; of features that do not fire there nothing. */
export interface QuestionRows {
    /** per token its features and their values */
    readonly tokens: readonly ReadonlyMap<number, number>[];
}

/** Some questions of both kinds. */
export interface Halves {
    readonly hold: readonly QuestionRows[];
    readonly not: readonly QuestionRows[];
}

/** The same, looked up by feature, with what should hold apart: so that sides can be dealt anew. */
export interface QuestionHalf {
    readonly questions: readonly QuestionRows[];
    readonly peaks: ReadonlyMap<number, Peaks>;
    readonly should: readonly boolean[];
    readonly nHold: number;
}

export function questionHalf({hold, not}: Halves): QuestionHalf {
    const questions = [...hold, ...not];
    const found = new Map<number, {value: number; at: number}[]>();
    questions.forEach(({tokens}, at) => {
        for (const [feature, value] of peaksOf(tokens)) {
            const all = found.get(feature);
            if (all === undefined) found.set(feature, [{value, at}]);
            else all.push({value, at});
        }
    });
    const peaks = new Map<number, Peaks>();
    for (const [feature, all] of found) {
        all.sort((a, b) => b.value - a.value);
        peaks.set(feature, {values: all.map(({value}) => value), at: all.map(({at}) => at)});
    }
    return {questions, peaks, should: questions.map((_, i) => i < hold.length), nHold: hold.length};
}

/** The most that each feature does at any token of a question. */
function peaksOf(tokens: QuestionRows["tokens"]): ReadonlyMap<number, number> {
    const peaks = new Map<number, number>();
    for (const values of tokens) for (const [feature, value] of values) if (value > (peaks.get(feature) ?? 0)) peaks.set(feature, value);
    return peaks;
}
