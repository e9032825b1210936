import type {SweepInput} from "../../../../engine/contract/evaluation.ts";
import {judgeWords} from "../judgeWords.ts";
import type {FigureWords} from "./exportChart.ts";

/** how the figures are read, on the page and on paper */
export const KEY =
    "Bands are quartiles over prompts; ▲ the chosen strength; grey: scores of the arms beside it, short lines those of a random feature that moves the residual as far.";

/**
 * What stands round an exported figure.
 * @param basis which prompts it is over
 */
export function figureWords(model: string, {behaviour, judge, seeds}: Pick<SweepInput, "behaviour" | "judge" | "seeds">, basis: string): FigureWords {
    return {title: behaviour, facts: [model, judgeWords(judge), seeds.length === 1 ? `seed ${seeds[0]}` : `seeds ${seeds.join(", ")}`, basis], key: KEY};
}
