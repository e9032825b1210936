export interface Threshold {
    readonly threshold: number;
    readonly accuracy: number;
    /** from the threshold to the nearest value */
    readonly margin: number;
}

/** What one feature does at most in each question in which it fires, the strongest first. */
export interface Peaks {
    readonly values: readonly number[];
    /** places of the questions */
    readonly at: readonly number[];
}

/**
 * The threshold above which values of questions that should hold lie, by balanced accuracy; of equal ones the one in the middle of the widest gap. It is above 0, so that a
 * feature that does not fire never holds.
 * @param should per question, whether it should hold
 * @param nHold how many of these are true
 * @returns undefined where nothing fires
 */
export function bestThreshold({values, at}: Peaks, should: readonly boolean[], nHold: number): Threshold | undefined {
    const nNot = Math.max(1, should.length - nHold);
    let best: Threshold | undefined;
    let [hits, alarms] = [0, 0];
    for (let i = 0; i < values.length; i++) {
        if (should[at[i]!]) hits++;
        else alarms++;
        const above = values[i]!;
        const below = values[i + 1] ?? 0;
        if (below === above) continue;
        const accuracy = (hits / Math.max(1, nHold) + (nNot - alarms) / nNot) / 2;
        const margin = (above - below) / 2;
        if (best !== undefined && (accuracy < best.accuracy || (accuracy === best.accuracy && margin < best.margin))) continue;
        const threshold = Number(((below + above) / 2).toPrecision(4));
        if (threshold > below && threshold < above) best = {threshold, accuracy, margin};
    }
    return best;
}
