/** Index of the first NaN or infinity, -1 when there is none. */
export function firstNotFinite(values: Float32Array): number {
    // An exponent of ones is what NaN and infinity share; comparing bits is several times faster than Number.isFinite.
    const words = new Uint32Array(values.buffer, values.byteOffset, values.length);
    for (let i = 0; i < words.length; i++) {
        if ((words[i]! & 0x7f80_0000) === 0x7f80_0000) return i;
    }
    return -1;
}
