/** A vector of length 1 as whole numbers from -127 to 127 and what they are multiples of: a quarter of the space, and a cosine is off by less than .005. */
export function toWholeNumbers(vector: Float32Array): {readonly scale: number; readonly vector: Uint8Array} {
    const largest = vector.reduce((max, value) => Math.max(max, Math.abs(value)), 0);
    const scale = largest / 127;
    const whole = Int8Array.from(vector, (value) => Math.round(value / scale));
    return {scale, vector: new Uint8Array(whole.buffer)};
}
