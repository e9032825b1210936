import {readNumbers} from "../containers/readNumbers.ts";
import type {StoredTensor} from "../containers/types.ts";

/** Numbers in double precision that are worked out when they are asked for first, and kept. */
export type LaterNumbers = () => Promise<Float64Array>;

function once(work: LaterNumbers): LaterNumbers {
    let made: Promise<Float64Array> | undefined;
    return () => {
        made ??= work();
        return made;
    };
}

/** A vector as it lies in the file. */
export function numbersOf(tensor: StoredTensor): LaterNumbers {
    return once(() => readNumbers(tensor));
}

/** The same number for each of so many. */
export function repeated(value: number, length: number): LaterNumbers {
    return once(async () => new Float64Array(length).fill(value));
}

/** What the function gives for the numbers at each place; the vectors have one length. */
export function combined(each: (...values: number[]) => number, ...vectors: readonly LaterNumbers[]): LaterNumbers {
    return once(async () => {
        const [first, ...rest] = await Promise.all(vectors.map((vector) => vector()));
        return first!.map((value, i) => each(value, ...rest.map((vector) => vector[i]!)));
    });
}

/** The result of a pass over a matrix. */
export function later(work: LaterNumbers): LaterNumbers {
    return once(work);
}
