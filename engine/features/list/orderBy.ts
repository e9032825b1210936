/** Features that a key holds beside 32 bits of a value, exactly. */
const PACKED = 2 ** 20;

/** Features in the order of a number that each has. */
export interface Order {
    /** all features; those without a number last, by index */
    readonly features: Uint32Array;
    /** how many have one */
    readonly known: number;
}

/**
 * Sorts features by a number; ties by index, whatever the direction, and what has no number comes last in either.
 * @param values [nFeatures] 0 or above, or NaN for none
 */
export function orderBy(values: Float32Array, descending: boolean): Order {
    const n = values.length;
    const features = new Uint32Array(n);
    const known = values.reduce((sum, value) => (Number.isNaN(value) ? sum : sum + 1), 0);
    if (n > PACKED) {
        const sign = descending ? -1 : 1;
        const last = (feature: number) => (Number.isNaN(values[feature]!) ? 1 : 0);
        const sorted = features.map((_, i) => i).sort((a, b) => last(a) - last(b) || sign * (values[a]! - values[b]!) || a - b);
        return {features: sorted, known};
    }
    // the bits of a number that is not negative sort as the number does, and sorting plain numbers is ten times as quick as comparing
    const bits = new Uint32Array(values.buffer, values.byteOffset, n);
    const keys = new Float64Array(known);
    let at = 0;
    let unknown = known;
    for (let feature = 0; feature < n; feature++) {
        if (Number.isNaN(values[feature]!)) features[unknown++] = feature;
        else keys[at++] = (descending ? 0xffffffff - bits[feature]! : bits[feature]!) * PACKED + feature;
    }
    keys.sort();
    for (let i = 0; i < known; i++) features[i] = keys[i]! % PACKED;
    return {features, known};
}
