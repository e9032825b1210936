import type {Contender, SteeredSet} from "../../../../engine/contract/evaluation.ts";

/**
 * Which of a contender's points its set was made of. A set tells the strengths of its features, a point the length of their whole step: features point in nearly independent directions, so
 * that length is about the root of the sum of squares, and points lie much further apart than it is off.
 */
export function takenWay({points}: Pick<Contender, "points">, {edits, fadesOver}: SteeredSet): Contender["points"][number] | undefined {
    const length = Math.hypot(...edits.map(({strength}) => strength));
    const ways = points.filter((point) => point.fadesOver === fadesOver);
    return ways.toSorted((a, b) => Math.abs(a.strength - length) - Math.abs(b.strength - length))[0];
}
