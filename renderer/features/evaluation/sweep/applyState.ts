import type {Sweep} from "../../../../engine/contract/evaluation.ts";
import {strengthsOf} from "../chart/series.ts";

export interface Place {
    readonly set: number;
    readonly strength: number;
}

type Found = Pick<Sweep, "chosen" | "points" | "done">;

/** The best set at its chosen strength; undefined while, or where, none is chosen. */
export function bestChosen({chosen}: Pick<Sweep, "chosen">): Place | undefined {
    const best = chosen.toSorted((a, b) => b.score - a.score)[0];
    return best && {set: best.set, strength: best.strength};
}

/** Where a look begins: at what is chosen, else at the best so far, else at the weakest. */
export function beginningOf(sweep: Pick<Sweep, "chosen" | "points">): Place {
    const best = bestChosen(sweep);
    if (best !== undefined) return best;
    const scored = sweep.points.filter(({arm, set, score}) => arm === "steered" && set !== undefined && score !== null);
    const highest = scored.reduce<(typeof scored)[number] | undefined>(
        (top, point) => (top === undefined || point.score!.mean > top.score!.mean ? point : top),
        undefined
    );
    if (highest !== undefined && highest.score!.mean > 0) return {set: highest.set!, strength: highest.strength};
    const set = sweep.points.find((point) => point.set !== undefined)?.set ?? 0;
    return {set, strength: strengthsOf(sweep.points, set).find((strength) => strength !== 0) ?? 0};
}

/** What can be applied: what was chosen, or what a person picked on a chart, said to be not chosen; or why nothing can. */
export type ApplyState = (Place & {readonly isChosen: boolean}) | {readonly reason: string};

/** @param picked on a chart, by a person */
export function applyState(sweep: Found, picked: Place | undefined): ApplyState {
    const place = picked ?? bestChosen(sweep);
    if (place === undefined)
        return {
            reason: sweep.done
                ? "No strength is chosen, since no set could be scored. Pick one on the chart to apply it all the same."
                : "No strength is chosen before all prompts that choose are answered. Pick one on the chart to apply it all the same."
        };
    if (place.strength === 0) return {reason: "At strength 0 nothing is steered."};
    return {...place, isChosen: sweep.chosen.some(({set, strength}) => set === place.set && strength === place.strength)};
}
