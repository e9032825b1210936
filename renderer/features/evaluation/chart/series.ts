import type {Spread, SweepPoint} from "../../../../engine/contract/evaluation.ts";

/** What is drawn against strength, the score first. */
export const seriesNames = ["score", "concept", "instruction", "fluency", "factuality", "knowledge"] as const;
export type SeriesName = (typeof seriesNames)[number];

export const seriesWords: Record<SeriesName, string> = {
    score: "score",
    concept: "behaviour",
    instruction: "instruction",
    fluency: "fluency",
    factuality: "facts",
    knowledge: "knowledge"
};

export const seriesTitles: Record<SeriesName, string> = {
    score: "Harmonic mean of behaviour, instruction and fluency; any zero gives zero",
    concept: "Whether the behaviour is there, grammar aside",
    instruction: "Whether the answer is about the question",
    fluency: "Whether it reads as language",
    factuality: "Whether it is true; no part of the score",
    knowledge: "Share of plain knowledge questions answered right"
};

export interface SeriesPoint extends Pick<Spread, "mean" | "low" | "high"> {
    readonly strength: number;
}

export interface Series {
    readonly name: SeriesName;
    /** the weakest first */
    readonly points: readonly SeriesPoint[];
}

export function seriesValue(point: SweepPoint, name: SeriesName): Pick<Spread, "mean" | "low" | "high"> | null {
    if (name === "score") return point.score;
    if (name === "knowledge") return point.knowledge === null ? null : {mean: point.knowledge, low: point.knowledge, high: point.knowledge};
    return point.metrics[name] ?? null;
}

/** A set's lines over strengths; what is unsteered stands at strength 0. Series without a single value are left out. */
export function seriesOf(points: readonly SweepPoint[], set: number): readonly Series[] {
    const steered = points.filter((point) => point.arm === "steered" && point.set === set);
    const unsteered = steered.some(({strength}) => strength === 0) ? [] : points.filter(({arm}) => arm === "unsteered");
    const all = [...unsteered, ...steered].toSorted((a, b) => a.strength - b.strength);
    return seriesNames.flatMap((name) => {
        const drawn = all.flatMap((point) => {
            const value = seriesValue(point, name);
            return value === null ? [] : [{strength: point.strength, mean: value.mean, low: value.low, high: value.high}];
        });
        // one of the unsteered answers alone is no line
        return drawn.some(({strength}) => strength !== 0) ? [{name, points: drawn}] : [];
    });
}

/** Strengths of a set at which there is an answer, unsteered among them. */
export function strengthsOf(points: readonly SweepPoint[], set: number): readonly number[] {
    const found = points.filter((point) => point.arm === "unsteered" || (point.set === set && point.arm !== "random")).map(({strength}) => strength);
    return [...new Set(found)].sort((a, b) => a - b);
}
