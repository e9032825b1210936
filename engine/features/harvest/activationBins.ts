/**
 * Bins of activations that every feature shares: four to an octave over 2^-12 to 2^12, so that they can be counted before a feature's maximum is known.
 */
export const N_BINS = 96;
const PER_OCTAVE = 4;
const LOWEST = -12;

/** The outermost bins take what lies beyond. @param value above 0 */
export const binOf = (value: number) => Math.min(N_BINS - 1, Math.max(0, Math.floor((Math.log2(value) - LOWEST) * PER_OCTAVE)));

/** Lower edge, in activation units; `binEdge(i + 1)` is the upper one. */
export const binEdge = (bin: number) => 2 ** (LOWEST + bin / PER_OCTAVE);
