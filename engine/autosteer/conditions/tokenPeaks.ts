/** Values of features at the ordinary tokens of one question; of features that do not fire there nothing. */
export interface QuestionRows {
    /** per token its features and their values */
    readonly tokens: readonly ReadonlyMap<number, number>[];
}

/** The most that each feature does at any token of a question. */
export function tokenPeaks({tokens}: QuestionRows): ReadonlyMap<number, number> {
    const peaks = new Map<number, number>();
    for (const values of tokens) for (const [feature, value] of values) if (value > (peaks.get(feature) ?? 0)) peaks.set(feature, value);
    return peaks;
}
