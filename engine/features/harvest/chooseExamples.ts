import {quantile} from "./activationBins.ts";
import type {Example} from "./BestExamples.ts";
import type {HarvestState} from "./HarvestState.ts";

/** An example with the place that it has among the feature's activations. */
export interface ChosenExample extends Example {
    /** `top`, or which tenth of the activations it stands for: 0 the weakest, 9 the strongest */
    readonly place: "top" | number;
}

const TOP_SHOWN = 10;

/**
 * What a feature page shows: the strongest tokens of different texts, and for each tenth of the feature's activations, from the strongest down, the one of
 * those drawn that lies nearest its middle.
 * @returns at most 20
 */
export function chooseExamples(state: HarvestState, feature: number): ChosenExample[] {
    const top = state.top.of(feature).slice(0, TOP_SHOWN);
    const bins = state.sums.binsOf(feature);
    const drawn = state.drawn.of(feature);
    const tenths: ChosenExample[] = [];
    for (let tenth = 9; tenth >= 0; tenth--) {
        const [low, middle, high] = [tenth, tenth + 0.5, tenth + 1].map((tenths) => quantile(bins, tenths / 10)) as [number, number, number];
        const within = drawn.filter(({value}) => value >= low && value <= high).sort((a, b) => Math.abs(a.value - middle) - Math.abs(b.value - middle));
        const nearest = within.find((example) => !tenths.some((chosen) => chosen.context === example.context && chosen.position === example.position));
        if (nearest !== undefined) tenths.push({...nearest, place: tenth});
    }
    return [...top.map((example): ChosenExample => ({...example, place: "top"})), ...tenths];
}
