import type {ConversionOptions} from "../../../engine/contract/library.ts";
import type {WeightType} from "../../../engine/contract/models.ts";

/** What a person says about a dictionary that is to be converted. */
export interface Conversion {
    readonly layer?: number | undefined;
    readonly k?: number | undefined;
    /** absent: as published */
    readonly weightType?: WeightType | undefined;
}

/** Whether everything that had to be asked is told. */
export const isComplete = (conversion: Conversion, needs: ReadonlyArray<"layer" | "k">) => needs.every((need) => conversion[need] !== undefined);

/** The same without what is not told. */
export function conversionInput({layer, k, weightType}: Conversion): ConversionOptions {
    return {...(layer !== undefined && {layer}), ...(k !== undefined && {k}), ...(weightType !== undefined && {weightType})};
}
