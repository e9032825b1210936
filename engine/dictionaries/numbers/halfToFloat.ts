/** Every binary16 value as a float32: 256 KiB, so that decoding is one look-up. */
const table = Float32Array.from({length: 0x1_0000}, (_, half) => {
    const sign = half & 0x8000 ? -1 : 1;
    const exponent = (half >> 10) & 0x1f;
    const fraction = half & 0x3ff;
    if (exponent === 0x1f) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
    if (exponent === 0) return sign * fraction * 2 ** -24;
    return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
});

/** @param half bits of an IEEE 754 binary16 number, 0..65535 */
export function halfToFloat(half: number): number {
    return table[half]!;
}
