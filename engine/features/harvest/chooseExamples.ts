import type {Example} from "./BestExamples.ts";
import {OF_EACH_TENTH} from "./DrawnExamples.ts";
import type {HarvestState} from "./HarvestState.ts";
import {N_TENTHS} from "./tenths.ts";

/** An example with the place that it has among the feature's activations. */
export interface ChosenExample extends Example {
    /** `top`, or which tenth of the activations it is from: 0 the weakest, 9 the strongest */
    readonly place: "top" | number;
}

const TOP_SHOWN = 10;

/**
 * What a feature page shows: the strongest tokens of different texts, and up to three of each tenth of the feature's activations, from the strongest down. Of a
 * tenth those that are not among the strongest already, where it has others.
 * @returns at most 40
 */
export function chooseExamples(state: HarvestState, feature: number): ChosenExample[] {
    const top = state.top.of(feature).slice(0, TOP_SHOWN);
    const byTenth = Map.groupBy(state.drawn.of(feature), ({tenth}) => tenth);
    const isTop = ({context, position}: Example) => top.some((other) => other.context === context && other.position === position);
    const tenths: ChosenExample[] = [];
    for (let tenth = N_TENTHS - 1; tenth >= 0; tenth--) {
        const own = byTenth.get(tenth) ?? [];
        const others = own.filter((example) => !isTop(example));
        // the tenths lay a little elsewhere when these were drawn: there may be more than are shown
        const drawn = (others.length > 0 ? others : own).sort((a, b) => b.lot - a.lot).slice(0, OF_EACH_TENTH);
        for (const {lot: _lot, tenth: _tenth, ...example} of drawn.sort((a, b) => b.value - a.value)) tenths.push({...example, place: tenth});
    }
    return [...top.map((example): ChosenExample => ({...example, place: "top"})), ...tenths];
}
