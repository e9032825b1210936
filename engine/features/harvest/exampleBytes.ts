import {WINDOW_TOKENS} from "./BestExamples.ts";
import type {ChosenExample} from "./chooseExamples.ts";

/** An example as the store keeps it. */
export interface KeptExample extends ChosenExample {
    /** [WINDOW_TOKENS] numbers of the tokens' texts among the harvest's pieces; 0 beyond the text's ends */
    readonly pieces: Uint32Array;
}

/**
 * A byte FORMAT, then of each example: place u8 (255: top), context u32, position u16, value f32, its pieces in three bytes each (a vocabulary has less than
 * 16 million), a bit for each token of the window on which the feature fires, and the activations of those as float16; little-endian. Most windows have few.
 */
const FORMAT = 130;
const TOP = 255;
const PIECES_AT = 11;
const BITS_AT = PIECES_AT + 3 * WINDOW_TOKENS;
const VALUES_AT = BITS_AT + Math.ceil(WINDOW_TOKENS / 8);
/** Older harvests hold records of one size, all of the window in each and pieces as u32; they begin with a place, which is never FORMAT. */
const OLD_PIECES_AT = 11 + 2 * WINDOW_TOKENS;
const OLD_RECORD = OLD_PIECES_AT + 4 * WINDOW_TOKENS;

/** 115 bytes each, and two for every token of the window that fires. */
export function encodeExamples(examples: readonly KeptExample[]): Uint8Array {
    if (examples.length === 0) return new Uint8Array();
    const bytes = new Uint8Array(1 + examples.length * (VALUES_AT + 2 * WINDOW_TOKENS));
    const view = new DataView(bytes.buffer);
    bytes[0] = FORMAT;
    let at = 1;
    for (const {place, context, position, value, window, pieces} of examples) {
        encodeHead(view, at, {place, context, position, value});
        let end = at + VALUES_AT;
        for (let j = 0; j < WINDOW_TOKENS; j++) {
            view.setUint16(at + PIECES_AT + 3 * j, pieces[j]! & 0xffff, true);
            view.setUint8(at + PIECES_AT + 3 * j + 2, pieces[j]! >>> 16);
            if (window[j] === 0) continue;
            bytes[at + BITS_AT + (j >> 3)]! |= 1 << (j & 7);
            view.setFloat16(end, window[j]!, true);
            end += 2;
        }
        at = end;
    }
    return bytes.slice(0, at);
}

/** Of harvests made by earlier versions too. */
export function decodeExamples(bytes: Uint8Array): KeptExample[] {
    if (bytes[0] !== FORMAT) return decodeOld(bytes);
    const view = viewOf(bytes);
    const examples: KeptExample[] = [];
    for (let at = 1; at < bytes.byteLength; ) {
        const window = new Float16Array(WINDOW_TOKENS);
        const pieces = new Uint32Array(WINDOW_TOKENS);
        let end = at + VALUES_AT;
        for (let j = 0; j < WINDOW_TOKENS; j++) {
            pieces[j] = view.getUint16(at + PIECES_AT + 3 * j, true) | (view.getUint8(at + PIECES_AT + 3 * j + 2) << 16);
            if ((bytes[at + BITS_AT + (j >> 3)]! & (1 << (j & 7))) === 0) continue;
            window[j] = view.getFloat16(end, true);
            end += 2;
        }
        examples.push({...decodeHead(view, at), window, pieces});
        at = end;
    }
    return examples;
}

function decodeOld(bytes: Uint8Array): KeptExample[] {
    const view = viewOf(bytes);
    return Array.from({length: Math.floor(bytes.byteLength / OLD_RECORD)}, (_, i) => {
        const at = i * OLD_RECORD;
        return {
            ...decodeHead(view, at),
            window: Float16Array.from({length: WINDOW_TOKENS}, (_unused, j) => view.getFloat16(at + 11 + 2 * j, true)),
            pieces: Uint32Array.from({length: WINDOW_TOKENS}, (_unused, j) => view.getUint32(at + OLD_PIECES_AT + 4 * j, true))
        };
    });
}

type Head = Omit<KeptExample, "window" | "pieces">;

function encodeHead(view: DataView, at: number, {place, context, position, value}: Head): void {
    view.setUint8(at, place === "top" ? TOP : place);
    view.setUint32(at + 1, context, true);
    view.setUint16(at + 5, position, true);
    view.setFloat32(at + 7, value, true);
}

function decodeHead(view: DataView, at: number): Head {
    const place = view.getUint8(at);
    return {
        place: place === TOP ? "top" : place,
        context: view.getUint32(at + 1, true),
        position: view.getUint16(at + 5, true),
        value: view.getFloat32(at + 7, true)
    };
}

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
