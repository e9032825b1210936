/** How far beyond the slider's ends a typed strength may go: enough to see a model break, not to overflow its numbers. */
const BEYOND = 4;

/**
 * A strength as people type it: a decimal comma counts as a point.
 * @returns undefined for what is no number, or lies far beyond the slider
 */
export function readStrength(text: string, {min, max}: {readonly min: number; readonly max: number}): number | undefined {
    const typed = text.trim().replace("\u2212", "-").replace(",", ".");
    if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(typed)) return undefined;
    const value = Number(typed);
    const furthest = BEYOND * Math.max(Math.abs(min), Math.abs(max));
    return Math.abs(value) <= furthest ? value : undefined;
}
