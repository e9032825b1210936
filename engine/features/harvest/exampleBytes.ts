import type {ChosenExample} from "./chooseExamples.ts";
import {WINDOW_TOKENS} from "./ExampleHeap.ts";

/** place u8 (255: top), context u32, position u16, value f32, then the window as float16; little-endian. */
const RECORD = 1 + 4 + 2 + 4 + 2 * WINDOW_TOKENS;
const TOP = 255;

/** Examples as the store keeps them: 77 bytes each. */
export function encodeExamples(examples: readonly ChosenExample[]): Uint8Array {
    const bytes = new Uint8Array(examples.length * RECORD);
    const view = new DataView(bytes.buffer);
    examples.forEach(({place, context, position, value, window}, i) => {
        const at = i * RECORD;
        view.setUint8(at, place === "top" ? TOP : place);
        view.setUint32(at + 1, context, true);
        view.setUint16(at + 5, position, true);
        view.setFloat32(at + 7, value, true);
        window.forEach((activation, j) => {
            view.setFloat16(at + 11 + 2 * j, activation, true);
        });
    });
    return bytes;
}

export function decodeExamples(bytes: Uint8Array): ChosenExample[] {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    return Array.from({length: Math.floor(bytes.byteLength / RECORD)}, (_, i) => {
        const at = i * RECORD;
        const place = view.getUint8(at);
        return {
            place: place === TOP ? "top" : place,
            context: view.getUint32(at + 1, true),
            position: view.getUint16(at + 5, true),
            value: view.getFloat32(at + 7, true),
            window: Float16Array.from({length: WINDOW_TOKENS}, (_unused, j) => view.getFloat16(at + 11 + 2 * j, true))
        };
    });
}
