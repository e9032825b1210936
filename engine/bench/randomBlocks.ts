import type {FileHandle} from "node:fs/promises";
import {bytesOf} from "../dictionaries/numbers/elementTypes.ts";
import {encodeElements} from "../dictionaries/numbers/encodeElements.ts";
import type {WeightType} from "../dictionaries/types.ts";

/** Elements made at once and then repeated: random enough for arithmetic, and a gigabyte is written in seconds. */
const BLOCK = 1 << 20;

/** @returns uniform numbers in [-1, 1), the same for the same seed (mulberry32) */
export function seeded(seed: number): () => number {
    let state = seed >>> 0;
    return () => {
        state = (state + 0x6d2b79f5) >>> 0;
        let t = Math.imul(state ^ (state >>> 15), 1 | state);
        t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
        return ((t ^ (t >>> 14)) >>> 0) / 2 ** 31 - 1;
    };
}

/** Writes small random weights (F32 tensors, the norms: ones) in a tensor's own type. */
export function aRandomBlockWriter(type: WeightType, seed: number, spread = 0.02) {
    return async (handle: FileHandle, offset: number, bytes: number) => {
        const random = seeded(seed + 1);
        const values = Float32Array.from({length: BLOCK}, () => (type === "F32" ? 1 : spread * random()));
        const block = new Uint8Array(bytesOf(type, BLOCK));
        encodeElements(type, values, block);
        for (let done = 0; done < bytes; done += block.byteLength) await handle.write(block, 0, Math.min(block.byteLength, bytes - done), offset + done);
    };
}
