export interface Bin {
    readonly from: number;
    readonly to: number;
    readonly count: number;
}

export interface Tick {
    /** along the axis, 0..1 */
    readonly share: number;
    readonly value: number;
}

/** Both ends and two between them, at the borders of bins. */
export function axisTicks(bins: readonly Bin[]): readonly Tick[] {
    const borders = [...bins.map(({from}) => from), ...bins.slice(-1).map(({to}) => to)];
    const last = borders.length - 1;
    if (last < 1) return [];
    const places = new Set([0, Math.round(last / 3), Math.round((2 * last) / 3), last]);
    return [...places].map((place) => ({share: place / last, value: borders[place]!}));
}

/** How many times as far each bin reaches as the one before it: the step of a logarithmic scale. */
export function growth(bins: readonly Bin[]): number {
    const first = bins[0];
    return first === undefined || first.from <= 0 ? 1 : first.to / first.from;
}
