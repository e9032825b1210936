import {EngineError} from "../../contract/errors.ts";
import {halfToFloat} from "../numbers/halfToFloat.ts";
import {bytesPerNumber} from "./bytesPerNumber.ts";
import type {StoredTensor, StoredType} from "./types.ts";

/** One number per feature of the widest dictionary, and room. */
const MAX_NUMBERS = 1 << 25;

/**
 * A small tensor, whole, in double precision: a bias, thresholds, a single k. Matrices are streamed instead.
 * @returns its numbers, row-major
 * @throws EngineError `dictionary/not-finite`, `dictionary/unsupported` when it is large, `file/truncated`
 */
export async function readNumbers({name, type, shape, strides, file, offset}: StoredTensor): Promise<Float64Array> {
    const count = shape.reduce((product, length) => product * length, 1);
    const span = count === 0 ? 0 : 1 + shape.reduce((sum, length, i) => sum + (length - 1) * strides[i]!, 0);
    if (span > MAX_NUMBERS) throw new EngineError("dictionary/unsupported", {path: file.path, detail: `${name} has ${count} numbers; ${MAX_NUMBERS} at most`});
    const width = bytesPerNumber(type);
    const bytes = new Uint8Array(span * width);
    await file.readExactly(bytes, offset);
    const view = new DataView(bytes.buffer);
    const out = new Float64Array(count);
    for (let i = 0; i < count; i++) {
        let at = 0;
        for (let rest = i, dimension = shape.length - 1; dimension >= 0; dimension--) {
            at += (rest % shape[dimension]!) * strides[dimension]!;
            rest = Math.floor(rest / shape[dimension]!);
        }
        out[i] = decode(view, type, at * width);
        if (!Number.isFinite(out[i])) throw new EngineError("dictionary/not-finite", {path: file.path, tensor: name, index: i});
    }
    return out;
}

const bits = new Uint32Array(1);
const float = new Float32Array(bits.buffer);

function decode(view: DataView, type: StoredType, at: number): number {
    switch (type) {
        case "F64":
            return view.getFloat64(at, true);
        case "F32":
            return view.getFloat32(at, true);
        case "F16":
            return halfToFloat(view.getUint16(at, true));
        case "BF16":
            bits[0] = view.getUint16(at, true) << 16;
            return float[0]!;
        case "I64":
            return Number(view.getBigInt64(at, true));
        case "U64":
            return Number(view.getBigUint64(at, true));
        case "I32":
            return view.getInt32(at, true);
        case "U32":
            return view.getUint32(at, true);
        case "I16":
            return view.getInt16(at, true);
        case "U16":
            return view.getUint16(at, true);
        case "I8":
            return view.getInt8(at);
        case "U8":
        case "BOOL":
            return view.getUint8(at);
    }
}
