import type {ModelFacts} from "../../../engine/contract/models.ts";
import {warningWords} from "../models/index.ts";

export interface DictionaryShape {
    readonly dModel: number;
    /** absent: not told yet */
    readonly layer?: number | undefined;
}

/** Why a model can't load a dictionary of this shape, as a sentence; null: nothing that is known speaks against it. */
export function whyNot(shape: DictionaryShape | undefined, facts: Pick<ModelFacts, "dModel" | "nLayers"> | undefined): string | null {
    if (shape === undefined || facts === undefined) return null;
    const {dModel, layer} = shape;
    if (dModel !== facts.dModel) return warningWords({about: "d-model", level: "error", expected: `${dModel}`, got: `${facts.dModel}`});
    if (layer !== undefined && layer >= facts.nLayers) {
        return warningWords({about: "layer-count", level: "error", expected: `more than ${layer} layers`, got: `${facts.nLayers} layers`});
    }
    return null;
}
