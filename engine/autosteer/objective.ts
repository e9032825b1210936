import type {Effect} from "./likelihoodProbe.ts";
import type {Move} from "./types.ts";

/** J = G - 4 max(0, D - .15) - .02 sum |a| / R */
export function objective({gain, damage}: Effect, set: readonly Move[]): number {
    return gain - 4 * Math.max(0, damage - 0.15) - 0.02 * set.reduce((sum, {strength}) => sum + Math.abs(strength), 0);
}

/** Whether an objective is more than another by over 2 %, and more than nothing. */
export const isRise = (after: number, before: number): boolean => after > 0 && after > before + 0.02 * Math.abs(before);
