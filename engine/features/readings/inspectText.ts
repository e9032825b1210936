import {type Aggregate, featureId, type Inspection, tokenPosition} from "../../contract/index.ts";
import {requireDictionary, requireFeature} from "../requireFeature.ts";
import {FeatureSums} from "./FeatureSums.ts";
import {type ReadingInput, readInput} from "./readInput.ts";
import type {ReadingDeps, TokenRow} from "./types.ts";

export interface InspectionInput extends ReadingInput {
    readonly aggregate: Aggregate;
    /** a token counts as active above this, in activation units */
    readonly threshold: number;
    /** features of the whole */
    readonly k: number;
    /** features whose value each token tells, in this order */
    readonly chosen?: readonly number[];
}

/** Strongest features that each token tells for itself. */
const PER_TOKEN = 8;

/**
 * Which features fire on a text or a conversation: token by token, added up over all, and the strongest as a matrix. Special tokens are shown and left out of
 * what is added up; features that nobody may see are in none of it.
 * @throws EngineError `input/invalid`, `model/not-loaded`, `model/context-full`, `dictionary/not-loaded`, `feature/not-found`, `feature/moderated` (chosen)
 */
export async function inspectText(deps: ReadingDeps, input: InspectionInput, signal?: AbortSignal): Promise<Inspection> {
    const {dictionary, aggregate, threshold, k, chosen = []} = input;
    requireDictionary(deps, dictionary);
    for (const feature of chosen) requireFeature(deps, dictionary, feature);
    const tokens = await readInput(deps.reader(), input, signal);
    const visible = deps.gate.visible(dictionary);
    const sums = new FeatureSums(threshold);
    for (const token of tokens) if (!token.special) sums.add(token);
    const strongest = sums.strongest(aggregate, k, visible);
    const tops = tokens.map((token) => strongestOf(token, visible));
    const labels = deps.store.labels.ofFeatures(dictionary, [...new Set([...strongest, ...tops.flat()].map(({feature}) => feature))]);
    const named = <T extends {readonly feature: number}>(one: T) => {
        const label = labels.get(one.feature)?.[0]?.description;
        return {...one, feature: featureId(one.feature), ...(label !== undefined && {label})};
    };
    return {
        tokens: tokens.map((token, i) => ({
            position: tokenPosition(token.position),
            text: token.text,
            token: token.token,
            special: token.special,
            steered: false,
            moved: 0,
            top: tops[i]!.map(named),
            chosen: chosen.map((feature) => valueAt(token, feature))
        })),
        features: strongest.map(named),
        matrix: tokens.map((token) => strongest.map(({feature}) => valueAt(token, feature)))
    };
}

function strongestOf({features, values}: TokenRow, visible: (feature: number) => boolean) {
    return Array.from(features, (feature, i) => ({feature, value: values[i]!}))
        .filter(({feature}) => visible(feature))
        .sort((a, b) => b.value - a.value || a.feature - b.feature)
        .slice(0, PER_TOKEN);
}

/** features ascend */
function valueAt({features, values}: TokenRow, feature: number): number {
    let low = 0;
    let high = features.length;
    while (low < high) {
        const middle = (low + high) >> 1;
        if (features[middle]! < feature) low = middle + 1;
        else high = middle;
    }
    return features[low] === feature ? values[low]! : 0;
}
