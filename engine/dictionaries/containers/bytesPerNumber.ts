import {elementTypes} from "../numbers/elementTypes.ts";
import {isFloatType} from "./isFloatType.ts";
import {integerWidths, type StoredType} from "./types.ts";

export function bytesPerNumber(type: StoredType): number {
    return isFloatType(type) ? elementTypes[type].bytes : integerWidths[type];
}
