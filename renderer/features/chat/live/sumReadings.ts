import type {LiveReading} from "../../../../engine/contract/chat.ts";
import type {FeatureId} from "../../../../engine/contract/ids.ts";

interface Course {
    readonly feature: FeatureId;
    label: string | undefined;
    sum: number;
    max: number;
    /** place of the token and value there, of the newest tokens at which it was among the strongest */
    points: Array<readonly [at: number, value: number]>;
}

/** Grows with an answer. */
export interface ReadingSum {
    tokens: number;
    last: {at: number; text: string; moved: number} | null;
    readonly features: Map<FeatureId, Course>;
}

export interface LiveFeature {
    readonly feature: FeatureId;
    readonly label: string | undefined;
    /** at the newest token; 0: not among the strongest */
    readonly now: number;
    readonly max: number;
    /** over all tokens so far */
    readonly mean: number;
    /** values at the newest tokens, the newest last; as many as `SPAN`, fewer at the beginning */
    readonly course: readonly number[];
}

export interface ReadingView {
    readonly tokens: number;
    readonly text: string;
    /** how far the edits moved the newest token's residual, as a share of its length */
    readonly moved: number;
    /** highest mean first */
    readonly features: readonly LiveFeature[];
    /** the highest value of those shown */
    readonly largest: number;
}

/** tokens that a course goes back */
export const SPAN = 48;
const SHOWN = 8;

/** Adds what was seen at further tokens. */
export function sumReadings(sum: ReadingSum, readings: readonly LiveReading[]): void {
    for (const {at, text, moved, top} of readings) {
        sum.tokens++;
        sum.last = {at, text, moved};
        for (const {feature, value, label} of top) {
            const course = sum.features.get(feature);
            if (course === undefined) sum.features.set(feature, {feature, label, sum: value, max: value, points: [[at, value]]});
            else {
                course.sum += value;
                course.max = Math.max(course.max, value);
                course.points.push([at, value]);
                if (course.points.length > 2 * SPAN) course.points = course.points.slice(-SPAN);
            }
        }
    }
}

/** The strongest features so far. */
export function viewOf({tokens, last, features}: ReadingSum): ReadingView {
    const end = last?.at ?? 0;
    const strongest = [...features.values()].sort((a, b) => b.sum - a.sum).slice(0, SHOWN);
    const shown = strongest.map(({feature, label, sum, max, points}) => {
        const course = new Array<number>(Math.min(SPAN, tokens)).fill(0);
        for (const [at, value] of points) {
            const place = course.length - 1 - (end - at);
            if (place >= 0) course[place] = value;
        }
        return {feature, label, now: course.at(-1) ?? 0, max, mean: sum / Math.max(1, tokens), course};
    });
    return {tokens, text: last?.text ?? "", moved: last?.moved ?? 0, features: shown, largest: Math.max(0, ...shown.map(({max}) => max))};
}
