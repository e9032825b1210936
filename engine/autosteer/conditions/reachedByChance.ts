import {setImmediate} from "node:timers/promises";
import {shuffled} from "../shuffled.ts";
import {chooseTests} from "./chooseTests.ts";
import {balancedAccuracy, countHeld} from "./countHeld.ts";
import type {QuestionHalf} from "./questionHalf.ts";

/** How often sides are dealt, and the share of these deals that stay at or below what is told. */
const DEALS = 200;
const CONFIDENCE = 0.95;
/** The engine serves others meanwhile. */
const AT_ONCE = 5;

/**
 * The balanced accuracy on kept-back questions that features reach where there is nothing to be told: sides are dealt to the same questions at random, as many of each in
 * each half, and the whole search is done again. The best of all that it would show counts, so that it bounds each of them.
 * @returns 0.5..1; what is found has to be above it. With three or four questions of a kind it is 1, which nothing is above
 */
export async function reachedByChance(
    choosing: QuestionHalf,
    heldOut: QuestionHalf,
    favoured: ReadonlyMap<number, number>,
    {seed, signal}: {readonly seed: number; readonly signal?: AbortSignal | undefined}
): Promise<number> {
    const reached: number[] = [];
    for (let deal = 0; deal < DEALS; deal++) {
        if (deal % AT_ONCE === 0) {
            await setImmediate();
            signal?.throwIfAborted();
        }
        // the two halves are dealt apart
        const at = (seed + 0x9e3779b9 * (deal + 1)) >>> 0;
        const dealt = {...choosing, should: shuffled(choosing.should, at)};
        const judged = {...heldOut, should: shuffled(heldOut.should, at ^ 0x5bd1e995)};
        const {singles, best} = chooseTests(dealt, favoured);
        const shown = best === undefined ? singles : [best, ...singles];
        reached.push(Math.max(0.5, ...shown.map(({joined, tests}) => balancedAccuracy(countHeld(judged, joined, tests)))));
    }
    reached.sort((a, b) => a - b);
    return reached[Math.ceil(CONFIDENCE * DEALS) - 1]!;
}
