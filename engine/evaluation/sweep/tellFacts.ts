import type {SweepPoint} from "../../contract/index.ts";
import {at, linesOf, named, pointOf, points, stretchOf, type Told, values, where} from "./verdictWords.ts";

/** Points of factuality that count as a fall. */
const FALL = 25;
/** Share of its best that a measure keeps to count as still high. */
const STILL_HIGH = 0.7;
/** Points below which nothing is high, whatever its best. */
const LOW = 40;

const factsOf = ({metrics}: SweepPoint) => metrics.factuality?.mean;
const scoreOf = ({score}: SweepPoint) => score?.mean ?? 0;
const behaviourOf = ({metrics}: SweepPoint) => metrics.concept?.mean ?? 0;

/** The pitfall: facts go while what is asked of a judge stays; told for as far as it holds. */
export function tellFacts(told: Told, set: number): string[] {
    const unsteered = pointOf(told.points, "unsteered")?.metrics.factuality?.mean;
    return unsteered === undefined ? [] : linesOf(told, set).flatMap((line) => tellLine(told, set, line, unsteered));
}

function tellLine(told: Told, set: number, line: readonly SweepPoint[], unsteered: number): string[] {
    const isFallen = (point: SweepPoint) => (factsOf(point) ?? Number.POSITIVE_INFINITY) <= unsteered - FALL;
    const fallen = stretchOf(line, isFallen);
    const [first] = fallen;
    if (first === undefined) return [];
    const last = line.at(-1)!;
    const best = (of: (point: SweepPoint) => number) => Math.max(...line.map(of));
    const isHigh = (of: (point: SweepPoint) => number) => (point: SweepPoint) => of(point) >= Math.max(LOW, STILL_HIGH * best(of));
    const from = `Over ${told.over}, facts fall to ${points(factsOf(first)!)} (unsteered ${points(unsteered)})`;
    const farEnd = (those: readonly SweepPoint[]) =>
        !those.includes(last) && isHigh(behaviourOf)(last) && factsOf(last) !== undefined
            ? ` At ${at(told, last.strength)} facts are at ${points(factsOf(last)!)} and the behaviour alone still at ${points(behaviourOf(last))}.`
            : "";
    const still = (what: string, of: (point: SweepPoint) => number, sees: string) => {
        const stretch = stretchOf(fallen, isHigh(of));
        const next = line[line.indexOf(stretch.at(-1)!) + 1];
        const [facts, value] = [stretch.map((point) => factsOf(point)!), next === undefined ? 0 : of(next)];
        const to = facts.length === 1 ? "" : ` and on to ${points(facts.at(-1)!)}`;
        const after = next === undefined || isHigh(of)(next) ? "" : ` At ${at(told, next.strength)} it falls too, to ${points(value)}.`;
        return `${from}${to} while ${what} stays at ${values(stretch, of)} ${where(told, set, stretch)}${sees}.${after}${farEnd(stretch)}`;
    };
    if (isHigh(scoreOf)(first)) return [still("the score", scoreOf, ": it does not see it there")];
    if (isHigh(behaviourOf)(first)) return [still("the behaviour", behaviourOf, "")];
    return [`${from} at ${at(told, first.strength)} of ${named(told, set)}, and the score with them.${farEnd([first])}`];
}
