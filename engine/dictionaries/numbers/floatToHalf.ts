const float = new Float32Array(1);
const bits = new Uint32Array(float.buffer);

/**
 * Bits of the nearest IEEE 754 binary16 number, ties to even; beyond 65,504 it is infinite.
 * @param value rounded to float32 first
 */
export function floatToHalf(value: number): number {
    float[0] = value;
    const word = bits[0]!;
    const sign = (word >>> 16) & 0x8000;
    const exponent = ((word >>> 23) & 0xff) - 112;
    const fraction = word & 0x7f_ffff;
    if (exponent === 143) return sign | 0x7c00 | (fraction === 0 ? 0 : 0x200);
    if (exponent >= 31) return sign | 0x7c00;
    if (exponent <= 0) return exponent < -10 ? sign : sign | shiftToEven(fraction | 0x80_0000, 14 - exponent);
    // A carry out of the fraction moves into the exponent, up to infinity: the encoding is made so.
    return sign | (shiftToEven(word & 0x7fff_ffff, 13) - (112 << 10));
}

function shiftToEven(value: number, shift: number): number {
    const half = 1 << (shift - 1);
    const kept = value >>> shift;
    const rest = value & ((1 << shift) - 1);
    return rest > half || (rest === half && (kept & 1) === 1) ? kept + 1 : kept;
}
