/** Where a value lies between two ends of a drawing. */
export const scale =
    ([from, to]: readonly [number, number], [start, end]: readonly [number, number]) =>
    (value: number) =>
        to === from ? (start + end) / 2 : start + ((value - from) / (to - from)) * (end - start);

/** Round values that divide a range, ends inside it: steps of 1, 2 or 5 times a power of ten. */
export function ticksOf(from: number, to: number, about = 5): readonly number[] {
    if (!(to > from)) return [from];
    const rough = (to - from) / about;
    const power = 10 ** Math.floor(Math.log10(rough));
    const step = ([1, 2, 5, 10].find((times) => times * power >= rough) ?? 10) * power;
    const first = Math.ceil(from / step - 1e-9);
    const last = Math.floor(to / step + 1e-9);
    return Array.from({length: last - first + 1}, (_, i) => Number(((first + i) * step).toPrecision(12)));
}

/**
 * Moves labels apart that would lie over each other, in their order, as little as need be.
 * @param wanted where each would stand
 * @returns where each stands, within [0, end]
 */
export function apart(wanted: readonly number[], gap: number, end: number): readonly number[] {
    const order = [...wanted.keys()].sort((a, b) => wanted[a]! - wanted[b]!);
    const placed = new Array<number>(wanted.length).fill(0);
    let lowest = 0;
    for (const index of order) {
        placed[index] = Math.max(wanted[index]!, lowest);
        lowest = placed[index]! + gap;
    }
    let highest = end;
    for (const index of order.toReversed()) {
        placed[index] = Math.min(placed[index]!, highest);
        highest = placed[index]! - gap;
    }
    return placed;
}

/** The place of the value that lies nearest. */
export function nearest(values: readonly number[], to: number): number {
    let best = 0;
    for (const [index, value] of values.entries()) if (Math.abs(value - to) < Math.abs(values[best]! - to)) best = index;
    return best;
}
