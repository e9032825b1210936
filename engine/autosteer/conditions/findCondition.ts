import type {HeldCounts} from "../../contract/index.ts";
import {type Chosen, chooseTests} from "./chooseTests.ts";
import {balancedAccuracy, countHeld, type FeatureTest} from "./countHeld.ts";
import {type Halves, questionHalf} from "./questionHalf.ts";
import {reachedByChance} from "./reachedByChance.ts";

/** Accuracies are balanced: the mean of the shares that are right of either kind. */
export interface Verified {
    /** on the half that chose it */
    readonly accuracy: number;
    readonly heldOutAccuracy: number;
    readonly heldOut: HeldCounts;
}

export interface Found {
    /** best first */
    readonly candidates: readonly (FeatureTest & Verified)[];
    /** a feature, or two of them at one token, or one of two */
    readonly best: (Pick<Chosen, "joined" | "tests"> & Verified) | undefined;
    /** as `reachedByChance` */
    readonly chance: number;
}

interface Options {
    /** as `chooseTests` */
    readonly favoured?: ReadonlyMap<number, number>;
    readonly seed: number;
    readonly signal?: AbortSignal;
}

/**
 * The feature, or pair of features, that tells questions apart: chosen on one half, verified on the other, beside what the same search reaches there by chance. Two features
 * joined by `all` have to fire at the same token.
 */
export async function findCondition(choosing: Halves, heldOut: Halves, {favoured = new Map(), seed, signal}: Options): Promise<Found> {
    const [chooses, verifies] = [questionHalf(choosing), questionHalf(heldOut)];
    const {singles, best} = chooseTests(chooses, favoured);
    const verified = ({joined, tests, accuracy}: Chosen): Verified => {
        const counts = countHeld(verifies, joined, tests);
        return {accuracy, heldOutAccuracy: balancedAccuracy(counts), heldOut: counts};
    };
    return {
        candidates: singles.map((one) => ({feature: one.feature, threshold: one.threshold, ...verified(one)})),
        best: best && {joined: best.joined, tests: best.tests, ...verified(best)},
        chance: await reachedByChance(chooses, verifies, favoured, {seed, signal})
    };
}
