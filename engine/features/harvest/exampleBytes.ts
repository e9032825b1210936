import {WINDOW_TOKENS} from "./BestExamples.ts";
import type {ChosenExample} from "./chooseExamples.ts";

/** An example as the store keeps it. */
export interface KeptExample extends ChosenExample {
    /** [WINDOW_TOKENS] numbers of the tokens' texts among the harvest's pieces; 0 beyond the text's ends */
    readonly pieces: Uint32Array;
}

/** place u8 (255: top), context u32, position u16, value f32, then the window as float16, then its pieces as u32; little-endian. */
const RECORD = 1 + 4 + 2 + 4 + (2 + 4) * WINDOW_TOKENS;
const WINDOW_AT = 11;
const PIECES_AT = WINDOW_AT + 2 * WINDOW_TOKENS;
const TOP = 255;

/** 209 bytes each. */
export function encodeExamples(examples: readonly KeptExample[]): Uint8Array {
    const bytes = new Uint8Array(examples.length * RECORD);
    const view = new DataView(bytes.buffer);
    examples.forEach(({place, context, position, value, window, pieces}, i) => {
        const at = i * RECORD;
        view.setUint8(at, place === "top" ? TOP : place);
        view.setUint32(at + 1, context, true);
        view.setUint16(at + 5, position, true);
        view.setFloat32(at + 7, value, true);
        for (let j = 0; j < WINDOW_TOKENS; j++) {
            view.setFloat16(at + WINDOW_AT + 2 * j, window[j]!, true);
            view.setUint32(at + PIECES_AT + 4 * j, pieces[j]!, true);
        }
    });
    return bytes;
}

export function decodeExamples(bytes: Uint8Array): KeptExample[] {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    return Array.from({length: Math.floor(bytes.byteLength / RECORD)}, (_, i) => {
        const at = i * RECORD;
        const place = view.getUint8(at);
        return {
            place: place === TOP ? "top" : place,
            context: view.getUint32(at + 1, true),
            position: view.getUint16(at + 5, true),
            value: view.getFloat32(at + 7, true),
            window: Float16Array.from({length: WINDOW_TOKENS}, (_unused, j) => view.getFloat16(at + WINDOW_AT + 2 * j, true)),
            pieces: Uint32Array.from({length: WINDOW_TOKENS}, (_unused, j) => view.getUint32(at + PIECES_AT + 4 * j, true))
        };
    });
}
