import {featureId, type LineSearch} from "../contract/index.ts";
import type {AutosteerData} from "./gatherData.ts";
import {likelihoodProbe, steeringOf} from "./likelihoodProbe.ts";
import {isRise, objective} from "./objective.ts";
import {LINE, LONGEST_STEP} from "./plans.ts";
import type {Move, Work} from "./types.ts";

/** A set of features that was measured. */
export interface MeasuredSet {
    readonly moves: readonly Move[];
    readonly objective: number;
}

export interface Combined {
    readonly searches: readonly LineSearch[];
    /** what the search came to first, then the best others that were measured, each of other features */
    readonly sets: readonly MeasuredSet[];
}

/**
 * Greedy: the best feature at its best strength on the pairs that were kept back, then others beside it while the objective rises by over 2 %; at the end each strength is
 * moved half a step.
 * @param kept features that passed the screen, best first, with the sign of their strength
 */
export async function combineFeatures(work: Work, kept: readonly Move[], {pairs, validation, neutral}: AutosteerData, maxFeatures: number): Promise<Combined> {
    const held = validation.length > 0 ? validation.map((place) => pairs[place]!) : pairs;
    const probe = likelihoodProbe(work, "combine", {pairs: held, neutral: neutral.slice(0, work.plan.neutral)});
    const searches: LineSearch[] = [];
    const measured: MeasuredSet[] = [];
    let set: MeasuredSet = {moves: [], objective: 0};
    // each feature alone, each beside the set, each once more
    const expected = work.plan.tries * maxFeatures + maxFeatures;
    const tell = (feature: number) => work.tell(searches.length, Math.max(expected, searches.length + 1), `feature ${feature} beside ${set.moves.length}`);

    /** @returns the best of these strengths of a feature beside others; undefined where the step would be too long at each */
    async function search(before: readonly Move[], feature: number, strengths: readonly number[], atLeast: number): Promise<MeasuredSet | undefined> {
        const sets: Move[][] = [];
        for (const strength of strengths) {
            const moves = [...before, {feature, strength}];
            // one alone may be as long as the line goes
            if (before.length === 0 || (await work.lent.stepLength(steeringOf(work.dictionary, moves))) < LONGEST_STEP) sets.push(moves);
        }
        if (sets.length === 0) return undefined;
        tell(feature);
        const effects = await probe.measure(`${searches.length}`, sets);
        const points = sets.map((moves, i) => ({strength: moves.at(-1)!.strength, objective: objective(effects[i]!, moves), ...effects[i]!}));
        const found = sets.map((moves, i) => ({moves, objective: points[i]!.objective})).reduce((best, one) => (one.objective > best.objective ? one : best));
        searches.push({
            before: before.map(({feature: own, strength}) => ({feature: featureId(own), strength})),
            feature: featureId(feature),
            points,
            accepted: isRise(found.objective, atLeast)
        });
        measured.push(found);
        return found;
    }

    while (set.moves.length < maxFeatures) {
        const inSet = new Set(set.moves.map(({feature}) => feature));
        const tried = kept.filter(({feature}) => !inSet.has(feature)).slice(0, work.plan.tries);
        let best: MeasuredSet | undefined;
        const from = searches.length;
        for (const {feature, strength} of tried) {
            const found = await search(
                set.moves,
                feature,
                LINE.map((step) => Math.sign(strength) * step),
                set.objective
            );
            if (found !== undefined && found.objective > (best?.objective ?? Number.NEGATIVE_INFINITY)) best = found;
        }
        if (best === undefined || !isRise(best.objective, set.objective)) break;
        const taken = best.moves.at(-1)!.feature;
        for (let i = from; i < searches.length; i++) searches[i] = {...searches[i]!, accepted: searches[i]!.feature === taken};
        set = best;
    }
    for (const move of set.moves) {
        const before = set.moves.filter(({feature}) => feature !== move.feature);
        const found = await search(before, move.feature, halfSteps(move.strength), set.objective);
        if (found === undefined) continue;
        const isBetter = found.objective > set.objective;
        searches.push({...searches.pop()!, accepted: isBetter});
        if (isBetter) set = found;
    }
    const others = measured.toSorted((a, b) => b.objective - a.objective);
    const distinct = new Map([...(set.moves.length > 0 ? [set] : []), ...others].toReversed().map((one) => [keyOf(one), one]));
    return {searches, sets: [...distinct.values()].toReversed().sort((a, b) => Number(b === set) - Number(a === set) || b.objective - a.objective)};
}

const keyOf = ({moves}: MeasuredSet) =>
    moves
        .map(({feature}) => feature)
        .sort((a, b) => a - b)
        .join(" ");

/** Halfway to the neighbours on the line. */
export function halfSteps(strength: number): number[] {
    const [size, sign] = [Math.abs(strength), Math.sign(strength)];
    const below = LINE.findLast((step) => step < size);
    const above = LINE.find((step) => step > size);
    return [below ?? 0, above].flatMap((step) => (step === undefined ? [] : [sign * (Math.round(500 * (step + size)) / 1000)]));
}
