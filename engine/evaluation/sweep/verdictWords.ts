import type {SweepPoint} from "../../contract/index.ts";
import type {SweepFindings} from "../types.ts";
import type {FoundPlan} from "./findingsOf.ts";

/** What sentences about a sweep are made of. */
export interface Told extends Pick<SweepFindings, "points" | "chosen" | "report"> {
    readonly plan: FoundPlan;
    /** what the points are over: "all 16 prompts" */
    readonly over: string;
}

export const named = ({plan}: Pick<Told, "plan">, set: number) => `“${plan.sets[set]!.name}”`;
export const at = ({plan}: Pick<Told, "plan">, strength: number) =>
    plan.unit === "R" ? `strength ${round(strength)}` : `${round(strength)} times its strength`;
export const points = (value: number) => value.toFixed(0);
export const prompts = (n: number) => (n === 1 ? "1 prompt" : `${n} prompts`);

const round = (value: number) => String(Number(value.toFixed(2)));

/** By how much two numbers differ as they are written: 95 less 49 reads 46, also where it is 94.6 less 49.4. */
export const apart = (a: number, b: number) => Number(points(a)) - Number(points(b));

export const pointOf = (of: readonly SweepPoint[], arm: SweepPoint["arm"], set?: number) => of.find((point) => point.arm === arm && point.set === set);

/** The strengths of one sign, the weakest first: lines that a set's strengths draw from not steering on. */
export function linesOf({points: all}: Pick<Told, "points">, set: number): SweepPoint[][] {
    const steered = all.filter((point) => point.arm === "steered" && point.set === set).sort((a, b) => Math.abs(a.strength) - Math.abs(b.strength));
    return [steered.filter(({strength}) => strength > 0), steered.filter(({strength}) => strength < 0)].filter((line) => line.length > 0);
}

/** The first points in a row of which something is true; empty where it is of none. */
export function stretchOf(line: readonly SweepPoint[], holds: (point: SweepPoint) => boolean): SweepPoint[] {
    const from = line.findIndex(holds);
    if (from < 0) return [];
    const to = line.findIndex((point, i) => i > from && !holds(point));
    return line.slice(from, to < 0 ? undefined : to);
}

/** "at strength 0.5 of “pirate”", "from strength 0.5 to 0.6 of “pirate”" */
export function where(told: Told, set: number, stretch: readonly SweepPoint[]): string {
    const [first, last] = [stretch[0]!.strength, stretch.at(-1)!.strength];
    const whole =
        first === last
            ? at(told, first)
            : told.plan.unit === "R"
              ? `strength ${round(first)} to ${round(last)}`
              : `${round(first)} to ${round(last)} times its strength`;
    return `${first === last ? "at" : "from"} ${whole} of ${named(told, set)}`;
}

/** "58", "58 to 47": from a stretch's first point to its last */
export function values(stretch: readonly SweepPoint[], of: (point: SweepPoint) => number): string {
    const all = stretch.map((point) => Number(points(of(point))));
    const [low, high] = [Math.min(...all), Math.max(...all)];
    return low === high ? `${low}` : `${low} to ${high}`;
}
