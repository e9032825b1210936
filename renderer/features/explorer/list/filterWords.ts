import type {FeatureFilters} from "../../../../engine/contract/featurePages.ts";
import {percent, shown} from "../../../widgets/numbers.ts";
import {sourceWords} from "../../steering/index.ts";

/** A filter that is set: its words, and what is left when it is taken off. */
export interface SetFilter {
    readonly words: string;
    readonly without: FeatureFilters;
}

function densityWords({minDensity, maxDensity}: FeatureFilters): string | null {
    if (minDensity !== undefined && maxDensity !== undefined) return `fires on ${percent(minDensity)} to ${percent(maxDensity)}`;
    if (minDensity !== undefined) return `fires on ${percent(minDensity)} or more`;
    return maxDensity === undefined ? null : `fires on ${percent(maxDensity)} or less`;
}

/** The filters that are set, one chip each. */
export function setFilters(filters: FeatureFilters): readonly SetFilter[] {
    const {alive, labelled, source, minScore, moderated} = filters;
    const without = (...names: ReadonlyArray<keyof FeatureFilters>) =>
        Object.fromEntries(Object.entries(filters).filter(([name]) => !names.includes(name as keyof FeatureFilters)));
    const density = densityWords(filters);
    return [
        ...(alive === undefined ? [] : [{words: alive ? "fires" : "never fires", without: without("alive")}]),
        ...(density === null ? [] : [{words: density, without: without("minDensity", "maxDensity")}]),
        ...(labelled === undefined ? [] : [{words: labelled ? "has a label" : "no label", without: without("labelled")}]),
        ...(source === undefined ? [] : [{words: `label by ${sourceWords(source)}`, without: without("source")}]),
        ...(minScore === undefined ? [] : [{words: `score ${shown(minScore)} or more`, without: without("minScore")}]),
        ...(moderated === undefined ? [] : [{words: moderated ? "moderated" : "not moderated", without: without("moderated")}])
    ];
}

/** A filter changed; undefined takes it off. */
export function withFilter<Name extends keyof FeatureFilters>(filters: FeatureFilters, name: Name, value: FeatureFilters[Name] | undefined): FeatureFilters {
    const rest = Object.fromEntries(Object.entries(filters).filter(([other]) => other !== name));
    return value === undefined ? rest : {...rest, [name]: value};
}
