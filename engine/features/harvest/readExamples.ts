import type {FeaturePage} from "../../contract/index.ts";
import type {Store} from "../../store/openStore.ts";
import {BEFORE} from "./BestExamples.ts";
import {decodeExamples, type KeptExample} from "./exampleBytes.ts";

export type FeatureExample = FeaturePage["examples"][number];

/**
 * A feature's examples with the texts of their tokens, as a harvest kept them: the top ones, strongest first, then up to three of each tenth from the
 * strongest down. Needs no model.
 */
export function readExamples(store: Pick<Store, "harvests">, harvest: string, feature: number): FeatureExample[] {
    const row = store.harvests.feature(harvest, feature);
    return row === undefined ? [] : withTexts(store, harvest, decodeExamples(row.examples));
}

/** @param examples of one harvest, as it kept them */
export function withTexts(store: Pick<Store, "harvests">, harvest: string, examples: readonly KeptExample[]): FeatureExample[] {
    const wanted = new Set(examples.flatMap(({pieces}) => [...pieces].filter((piece) => piece > 0)));
    const texts = store.harvests.pieces(harvest, [...wanted]);
    return examples.map(({place, value, window, pieces}) => {
        const first = pieces.findIndex((piece) => piece > 0);
        const end = pieces.findLastIndex((piece) => piece > 0) + 1;
        const tokens = Array.from(pieces.subarray(first, end), (piece, i) => ({text: texts.get(piece) ?? "", value: window[first + i]!}));
        return {place: place as FeatureExample["place"], value, at: BEFORE - first, tokens};
    });
}
