import {balancedAccuracy} from "./balancedAccuracy.ts";
import {bestThreshold} from "./bestThreshold.ts";
import {type QuestionRows, tokenPeaks} from "./tokenPeaks.ts";

export interface Halves {
    readonly hold: readonly QuestionRows[];
    readonly not: readonly QuestionRows[];
}

/** One feature above a threshold, in units of its maximum where that is known. */
export interface FeatureTest {
    readonly feature: number;
    readonly threshold: number;
}

export interface Tested extends FeatureTest {
    /** on the half that chose it */
    readonly accuracy: number;
    readonly heldOutAccuracy: number;
}

export interface Found {
    /** best first */
    readonly candidates: readonly Tested[];
    /** a feature, or two of them at one token, or one of two */
    readonly best:
        | {readonly joined: "one" | "all" | "any"; readonly tests: readonly FeatureTest[]; readonly accuracy: number; readonly heldOutAccuracy: number}
        | undefined;
}

const SHOWN = 10;
/** Features that are tried in pairs, when the best one alone is right on fewer than this. */
const PAIRED = 12;
const ENOUGH = 0.95;
/** By how much a pair has to be better than one feature. */
const BETTER = 0.02;

/**
 * The feature, or pair of features, that tells questions apart: chosen on one half, verified on the other. A test holds for a question when it does at one of its tokens, as a
 * rule on the prompt has it; two features joined by `all` have to fire at the same token.
 * @param favoured ranks of features: of those that are right equally often the one with the lowest is taken, then the one with the widest margin
 */
export function findCondition(choosing: Halves, heldOut: Halves, favoured: ReadonlyMap<number, number> = new Map()): Found {
    const peaks = {hold: choosing.hold.map(tokenPeaks), not: choosing.not.map(tokenPeaks)};
    const features = new Set(peaks.hold.flatMap((one) => [...one.keys()]));
    const singles = [...features].flatMap((feature) => {
        const of = (some: readonly ReadonlyMap<number, number>[]) => some.map((one) => one.get(feature) ?? 0);
        const found = bestThreshold(of(peaks.hold), of(peaks.not));
        return found === undefined ? [] : [{feature, ...found}];
    });
    const favour = (feature: number) => favoured.get(feature) ?? Number.MAX_SAFE_INTEGER;
    singles.sort((a, b) => b.accuracy - a.accuracy || favour(a.feature) - favour(b.feature) || b.margin - a.margin || a.feature - b.feature);
    const held = (joined: "one" | "all" | "any", tests: readonly FeatureTest[]) => accuracyOf(heldOut, joined, tests);
    const candidates = singles
        .slice(0, SHOWN)
        .map(({feature, threshold, accuracy}) => ({feature, threshold, accuracy, heldOutAccuracy: held("one", [{feature, threshold}])}));
    const [first] = candidates;
    if (first === undefined) return {candidates, best: undefined};
    let best: Omit<NonNullable<Found["best"]>, "heldOutAccuracy"> = {joined: "one", tests: [first], accuracy: first.accuracy};
    if (first.accuracy < ENOUGH)
        for (const [i, a] of singles.slice(0, PAIRED).entries())
            for (const b of singles.slice(i + 1, PAIRED))
                for (const joined of ["all", "any"] as const) {
                    const accuracy = accuracyOf(choosing, joined, [a, b]);
                    if (accuracy > best.accuracy + (best.joined === "one" ? BETTER : 0)) best = {joined, tests: [a, b], accuracy};
                }
    const tests = best.tests.map(({feature, threshold}) => ({feature, threshold}));
    return {candidates, best: {...best, tests, heldOutAccuracy: held(best.joined, tests)}};
}

function accuracyOf({hold, not}: Halves, joined: "one" | "all" | "any", tests: readonly FeatureTest[]): number {
    const holds = ({tokens}: QuestionRows) =>
        tokens.some((values) => {
            const passes = ({feature, threshold}: FeatureTest) => (values.get(feature) ?? 0) > threshold;
            return joined === "any" ? tests.some(passes) : tests.every(passes);
        });
    return balancedAccuracy(hold.map(holds), not.map(holds));
}
