import {bestThreshold} from "./bestThreshold.ts";
import {balancedAccuracy, countHeld, type FeatureTest, type Joined} from "./countHeld.ts";
import type {QuestionHalf} from "./questionHalf.ts";

export interface Chosen {
    readonly joined: Joined;
    readonly tests: readonly FeatureTest[];
    /** balanced, on the questions that chose it */
    readonly accuracy: number;
}

const SHOWN = 10;
/** Features that are tried in pairs, when the best one alone is right on fewer than this. */
const PAIRED = 12;
const ENOUGH = 0.95;
/** By how much a pair has to be better than one feature: of so many pairs one is a little better on a few questions by chance. */
const BETTER = 0.1;

/**
 * The features that tell questions apart best, each with its threshold, and of these the one, or the pair, that is taken.
 * @param favoured ranks of features: of those that are right equally often the one with the lowest is taken, then the one with the widest margin
 */
export function chooseTests(half: QuestionHalf, favoured: ReadonlyMap<number, number>): {singles: readonly (FeatureTest & Chosen)[]; best: Chosen | undefined} {
    const favour = (feature: number) => favoured.get(feature) ?? Number.MAX_SAFE_INTEGER;
    const found = [];
    for (const [feature, peaks] of half.peaks) {
        const threshold = bestThreshold(peaks, half.should, half.nHold);
        // at one half a feature tells nothing
        if (threshold !== undefined && threshold.accuracy > 0.5) found.push({feature, ...threshold});
    }
    found.sort((a, b) => b.accuracy - a.accuracy || favour(a.feature) - favour(b.feature) || b.margin - a.margin || a.feature - b.feature);
    const tried = found.slice(0, PAIRED).map(({feature, threshold, accuracy}) => ({
        feature,
        threshold,
        accuracy,
        joined: "one" as const,
        tests: [{feature, threshold}]
    }));
    const [first] = tried;
    let best: Chosen | undefined = first;
    if (first !== undefined && first.accuracy < ENOUGH)
        for (const [i, a] of tried.entries())
            for (const b of tried.slice(i + 1))
                for (const joined of ["all", "any"] as const) {
                    const tests = [...a.tests, ...b.tests];
                    const accuracy = balancedAccuracy(countHeld(half, joined, tests));
                    if (accuracy > best!.accuracy + (best!.joined === "one" ? BETTER : 0)) best = {joined, tests, accuracy};
                }
    return {singles: tried.slice(0, SHOWN), best};
}
