import {balancedAccuracy} from "./balancedAccuracy.ts";

export interface Threshold {
    readonly threshold: number;
    readonly accuracy: number;
    /** from the threshold to the nearest value */
    readonly margin: number;
}

/**
 * The threshold above which values of those that should hold lie, by balanced accuracy; of equal ones the one in the middle of the widest gap. It is above 0, so that a
 * feature that does not fire never holds.
 * @returns undefined where nothing fires
 */
export function bestThreshold(hold: readonly number[], not: readonly number[]): Threshold | undefined {
    const values = [...new Set([0, ...hold, ...not])].sort((a, b) => a - b);
    let best: Threshold | undefined;
    for (let i = 1; i < values.length; i++) {
        const [below, above] = [values[i - 1]!, values[i]!];
        const threshold = Number(((below + above) / 2).toPrecision(4));
        if (!(threshold > below && threshold < above)) continue;
        const accuracy = balancedAccuracy(
            hold.map((value) => value > threshold),
            not.map((value) => value > threshold)
        );
        const margin = (above - below) / 2;
        if (best === undefined || accuracy > best.accuracy || (accuracy === best.accuracy && margin > best.margin)) best = {threshold, accuracy, margin};
    }
    return best;
}
