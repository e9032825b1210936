import type {SweepPoint} from "../../../../engine/contract/evaluation.ts";

/** Points of factuality that count as a fall, and the share of its best that a measure keeps to count as still high: as the verdict has them. */
const FALL = 25;
const STILL_HIGH = 0.7;
/** Points below which nothing is high, whatever its best. */
const LOW = 40;

export interface FactsFall {
    readonly from: number;
    readonly to: number;
    /** what does not see it */
    readonly blind: "score" | "behaviour";
}

/** Where a set's facts have fallen while its score, or at least the behaviour, stays high; null: nowhere. */
export function factsFall(points: readonly SweepPoint[], set: number): FactsFall | null {
    const unsteered = points.find(({arm}) => arm === "unsteered")?.metrics.factuality?.mean;
    if (unsteered === undefined) return null;
    const steered = points.filter((point) => point.arm === "steered" && point.set === set).toSorted((a, b) => Math.abs(a.strength) - Math.abs(b.strength));
    const best = {
        score: Math.max(0, ...steered.map(({score}) => score?.mean ?? 0)),
        behaviour: Math.max(0, ...steered.map(({metrics}) => metrics.concept?.mean ?? 0))
    };
    for (const blind of ["score", "behaviour"] as const) {
        const held = steered.filter((point) => {
            const value = (blind === "score" ? point.score?.mean : point.metrics.concept?.mean) ?? 0;
            const facts = point.metrics.factuality?.mean;
            return facts !== undefined && facts <= unsteered - FALL && value >= Math.max(LOW, STILL_HIGH * best[blind]);
        });
        const [first, last] = [held[0], held.at(-1)];
        if (first !== undefined && last !== undefined) return {from: first.strength, to: last.strength, blind};
    }
    return null;
}
