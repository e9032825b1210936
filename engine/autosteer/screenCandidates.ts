import {type Candidate, featureId, type ScreenPoint} from "../contract/index.ts";
import type {AutosteerData} from "./gatherData.ts";
import {type LikelihoodProbe, likelihoodProbe} from "./likelihoodProbe.ts";
import {MOST_DAMAGE, SCREEN_STRENGTHS} from "./plans.ts";
import type {Move, Work} from "./types.ts";

export interface Screened {
    readonly screen: readonly ScreenPoint[];
    /** features that passed, or the best three where none did; the best first, at the strength at which they did best */
    readonly kept: readonly Move[];
    readonly passed: boolean;
}

/** Where no candidate is better than chance. */
const KEPT_ANYWAY = 3;

/**
 * Measures each candidate at .3 R, and the best again at .5 R, with the controls beside them: kept is what gains more than the controls' mean and two standard deviations,
 * and harms little.
 */
export async function screenCandidates(work: Work, candidates: readonly Candidate[], {pairs, validation, neutral}: AutosteerData): Promise<Screened> {
    const train = pairs.filter((_, place) => !validation.includes(place)).slice(0, work.plan.screened);
    const probe = likelihoodProbe(work, "screen", {pairs: train, neutral: neutral.slice(0, work.plan.neutral)});
    const [weak, strong] = SCREEN_STRENGTHS;
    const controls = candidates.filter(({random}) => random);
    const total = 2 * probe.questions;
    const first = await screenAt(probe, weak, candidates, (done) => work.tell(done, total, `at ${weak} R`));
    const best = first
        .filter(({random, damage}) => !random && damage < MOST_DAMAGE)
        .toSorted((a, b) => b.gain - a.gain)
        .slice(0, work.plan.finalists)
        .map(({feature}) => candidates.find((one) => one.feature === feature)!);
    const second =
        best.length === 0 ? [] : await screenAt(probe, strong, [...best, ...controls], (done) => work.tell(probe.questions + done, total, `at ${strong} R`));
    return keepBest([...first, ...second]);
}

async function screenAt(
    probe: LikelihoodProbe,
    strength: number,
    candidates: readonly Candidate[],
    onQuestion: (done: number) => void
): Promise<ScreenPoint[]> {
    const moves = candidates.map(({feature, contrast}) => ({feature: Number(feature), strength: contrast < 0 ? -strength : strength}));
    const effects = await probe.measure(
        `${strength}`,
        moves.map((move) => [move]),
        onQuestion
    );
    const points = candidates.map(({feature, random}, i) => ({...moves[i]!, ...effects[i]!, feature: featureId(feature), random, kept: false}));
    const least = leastGain(points.filter(({random}) => random).map(({gain}) => gain));
    return points.map((point) => ({...point, kept: !point.random && point.gain > least && point.damage < MOST_DAMAGE}));
}

/** Mean of the controls and two standard deviations; at least more than nothing. */
export function leastGain(controls: readonly number[]): number {
    if (controls.length === 0) return 0;
    const mean = controls.reduce((sum, gain) => sum + gain, 0) / controls.length;
    const variance = controls.length < 2 ? 0 : controls.reduce((sum, gain) => sum + (gain - mean) ** 2, 0) / (controls.length - 1);
    return Math.max(0, mean + 2 * Math.sqrt(variance));
}

function keepBest(screen: readonly ScreenPoint[]): Screened {
    const bestOf = (points: readonly ScreenPoint[]) =>
        [...Map.groupBy(points, ({feature}) => feature).values()]
            .map((own) => own.reduce((best, point) => (point.gain > best.gain ? point : best)))
            .sort((a, b) => b.gain - a.gain);
    const kept = bestOf(screen.filter((point) => point.kept));
    const chosen = kept.length > 0 ? kept : bestOf(screen.filter(({random}) => !random)).slice(0, KEPT_ANYWAY);
    return {screen, kept: chosen.map(({feature, strength}) => ({feature: Number(feature), strength})), passed: kept.length > 0};
}
