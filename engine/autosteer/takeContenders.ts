import {smoothed} from "../evaluation/index.ts";
import type {Looked} from "./lookAtContenders.ts";
import {FADING_ADVANTAGE} from "./plans.ts";
import type {Move} from "./types.ts";

/** Points of score that a further feature has to bring. */
const FURTHER_FEATURE = 2;

/** The best way of one contender, by smoothed scores; lasting unless fading is clearly better. */
export function bestWay(looked: readonly Looked[]): Looked {
    const lines = [...Map.groupBy(looked, ({fadesOver}) => fadesOver).values()];
    const ways = lines.flatMap((line) => {
        const scores = smoothed(line.map(({score}) => score));
        return line.map((way, i) => ({...way, score: scores[i]! - (way.fadesOver === undefined ? 0 : FADING_ADVANTAGE)}));
    });
    return ways.reduce((best, way) => (way.score > best.score ? way : best));
}

/**
 * Which contenders are worth the proof: the best, and of the others those that share no feature with one that is taken, as long as there are such.
 * @returns places, best first; of equal ones the first
 */
export function takeContenders(sets: readonly (readonly Move[])[], looks: readonly (readonly Looked[])[], n: number): number[] {
    const scores = looks.map((looked, i) => bestWay(looked).score - FURTHER_FEATURE * (sets[i]!.length - 1));
    const ranked = [...sets.keys()].sort((a, b) => scores[b]! - scores[a]! || a - b);
    const used = new Set<number>();
    const apart = ranked.filter((place) => {
        if (sets[place]!.some(({feature}) => used.has(feature))) return false;
        for (const {feature} of sets[place]!) used.add(feature);
        return true;
    });
    return [...apart, ...ranked.filter((place) => !apart.includes(place))].slice(0, n);
}
