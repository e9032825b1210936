import type {IntegerType, StoredType} from "./types.ts";
import {integerWidths} from "./types.ts";

/** Whether these are numbers that weights can be made of. */
export function isFloatType(type: StoredType): type is Exclude<StoredType, IntegerType> {
    return !(type in integerWidths);
}
