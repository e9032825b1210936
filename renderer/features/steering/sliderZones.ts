export interface SliderRange {
    readonly min: number;
    readonly max: number;
    /** in |value|: past it the warning zone begins */
    readonly warnAbove: number;
    readonly neutral: number;
}

export interface Zone {
    /** shares of the track, 0..1 */
    readonly from: number;
    readonly to: number;
}

const clamp = (share: number) => Math.max(0, Math.min(1, share));

/** Where a value sits on the track, 0..1. */
export const shareOf = (value: number, {min, max}: SliderRange) => (max > min ? clamp((value - min) / (max - min)) : 0);

/** The parts of the track past the warning value, on either side; empty parts are left out. */
export function warningZones(range: SliderRange): readonly Zone[] {
    const low: Zone = {from: 0, to: shareOf(-range.warnAbove, range)};
    const high: Zone = {from: shareOf(range.warnAbove, range), to: 1};
    return [low, high].filter(({from, to}) => to > from);
}

/** The part between doing nothing and the value. */
export function filledZone(value: number, range: SliderRange): Zone {
    const [a, b] = [shareOf(range.neutral, range), shareOf(value, range)];
    return {from: Math.min(a, b), to: Math.max(a, b)};
}

export const isPastWarning = (value: number, {warnAbove}: SliderRange) => Math.abs(value) > warnAbove + 1e-9;
