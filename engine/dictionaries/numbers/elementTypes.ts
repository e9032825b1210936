import type {WeightType} from "../types.ts";

/** How numbers lie in a file; F64 is read, never written. */
export type ElementType = WeightType | "F64";

/** Numbers per block and bytes per block. Q8_0: a binary16 scale, then 32 signed bytes. */
export const elementTypes: Readonly<Record<ElementType, {readonly block: number; readonly bytes: number}>> = {
    F64: {block: 1, bytes: 8},
    F32: {block: 1, bytes: 4},
    F16: {block: 1, bytes: 2},
    BF16: {block: 1, bytes: 2},
    Q8_0: {block: 32, bytes: 34}
};

/** @param count a whole number of blocks */
export function bytesOf(type: ElementType, count: number): number {
    const {block, bytes} = elementTypes[type];
    return (count / block) * bytes;
}
