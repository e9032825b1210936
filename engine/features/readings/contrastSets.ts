import {EngineError, featureId} from "../../contract/index.ts";
import type {Turn} from "../../llama/types.ts";
import {activityOf} from "../list/activityOf.ts";
import {requireDictionary} from "../requireFeature.ts";
import {readRows} from "./readRows.ts";
import type {ReadingDeps, ReadingModel} from "./types.ts";

export interface ContrastInput {
    readonly dictionary: string;
    readonly avoid: readonly (readonly Turn[])[];
    readonly encourage: readonly (readonly Turn[])[];
    /** features in each direction */
    readonly k: number;
}

/** A difference that fewer pairs share is theirs and not the sets'. */
const AGREEMENT = 0.6;

/** Of one conversation: each feature's mean over the tokens that count. */
type Means = ReadonlyMap<number, number>;

/**
 * Features that tell two sets of conversations apart, which belong together in pairs. Of each conversation the answer that was given last counts (all turns where there is
 * none), and of each feature the mean over its ordinary tokens of clip(f / M, 0, 1), M the most that it did in the newest harvest, before one in the dictionary's file, else here.
 * Features that fire on a large part of all texts are not left out: whoever steers by what is found may want to.
 * @returns score: mean over the pairs of encourage - avoid, so below 0 under `avoid`; agreement: share of pairs whose difference has that sign
 * @throws EngineError `input/invalid` for sets of different sizes, or a conversation without text, `model/not-loaded`, `model/context-full`, `dictionary/not-loaded`
 */
export async function contrastSets(deps: ReadingDeps, {k, ...sets}: ContrastInput, signal?: AbortSignal) {
    const {dictionary} = sets;
    const {compared} = await compareSets(deps, sets, {signal});
    const telling = compared.filter(({score, agreement}) => score !== 0 && agreement >= AGREEMENT);
    const strongest = (sign: number) =>
        telling
            .filter(({score}) => sign * score > 0)
            .sort((a, b) => sign * (b.score - a.score) || a.feature - b.feature)
            .slice(0, k);
    const [toEncourage, toAvoid] = [strongest(1), strongest(-1)];
    const labels = deps.store.labels.ofFeatures(
        dictionary,
        [...toEncourage, ...toAvoid].map(({feature}) => feature)
    );
    const named = ({feature, ...rest}: Compared) => {
        const label = labels.get(feature)?.[0]?.description;
        return {feature: featureId(feature), ...rest, ...(label !== undefined && {label})};
    };
    return {encourage: toEncourage.map(named), avoid: toAvoid.map(named)};
}

/**
 * Every feature that fires in either set, as `contrastSets` has it, whatever its difference.
 * @param onPair told how many pairs were read
 * @returns moderated: features that fire there and may not be shown, which are left out
 * @throws EngineError as `contrastSets`
 */
export async function compareSets(
    deps: ReadingDeps,
    {dictionary, avoid, encourage}: Omit<ContrastInput, "k">,
    {signal, onPair}: {readonly signal?: AbortSignal | undefined; readonly onPair?: ((done: number) => void) | undefined} = {}
): Promise<{readonly compared: readonly Compared[]; readonly moderated: number}> {
    if (avoid.length !== encourage.length)
        throw new EngineError("input/invalid", {
            detail: `${avoid.length} conversations to avoid and ${encourage.length} to encourage: they belong together in pairs`
        });
    const {max} = await activityOf(deps.store, requireDictionary(deps, dictionary));
    const reader = deps.reader();
    const largest = new Map<number, number>();
    const pairs: {readonly avoid: Means; readonly encourage: Means}[] = [];
    for (const [i, turns] of avoid.entries()) {
        const read = (one: readonly Turn[]) => meansOf(reader, {dictionary, turns: one, max, largest}, signal);
        pairs.push({avoid: await read(turns), encourage: await read(encourage[i]!)});
        onPair?.(i + 1);
    }
    const visible = deps.gate.visible(dictionary);
    const features = [...new Set(pairs.flatMap(({avoid: a, encourage: b}) => [...a.keys(), ...b.keys()]))];
    const shown = features.filter(visible);
    return {
        compared: shown.map((feature) => compare(feature, pairs, max[feature]! > 0 ? 1 : largest.get(feature)!)),
        moderated: features.length - shown.length
    };
}

/** How a feature differs between two sets. */
export interface Compared {
    readonly feature: number;
    readonly score: number;
    readonly agreement: number;
}

/** @param unit what a mean is divided by: 1 where it is a share of M already */
function compare(feature: number, pairs: readonly {readonly avoid: Means; readonly encourage: Means}[], unit: number): Compared {
    const differences = pairs.map(({avoid, encourage}) => ((encourage.get(feature) ?? 0) - (avoid.get(feature) ?? 0)) / unit);
    const score = differences.reduce((sum, difference) => sum + difference, 0) / pairs.length;
    const agreeing = differences.filter((difference) => difference * score > 0).length;
    return {feature, score, agreement: agreeing / pairs.length};
}

interface Counted {
    readonly dictionary: string;
    readonly turns: readonly Turn[];
    /** [nFeatures] M; NaN or 0: not known, and means are then in activation units */
    readonly max: Float32Array;
    /** the most that features without M did in any conversation */
    readonly largest: Map<number, number>;
}

async function meansOf(reader: ReadingModel, {dictionary, turns, max, largest}: Counted, signal?: AbortSignal): Promise<Means> {
    const {model} = reader;
    const tokens = model.tokenizeTurns(turns);
    const places = model.placesOfTurns(turns);
    const answer = turns.findLastIndex(({role}) => role === "assistant");
    const counted = answer < 0 ? places : [places[answer]!];
    const counts = (position: number) => !model.isSpecial(tokens[position]!) && counted.some(({from, to}) => position >= from && position < to);
    const sums = new Map<number, number>();
    let n = 0;
    for (const {position, features, values} of await readRows(reader, tokens, dictionary, signal)) {
        if (!counts(position)) continue;
        n++;
        features.forEach((feature, i) => {
            const value = values[i]!;
            const most = max[feature]!;
            if (!(most > 0)) largest.set(feature, Math.max(largest.get(feature) ?? 0, value));
            sums.set(feature, (sums.get(feature) ?? 0) + (most > 0 ? Math.min(1, value / most) : value));
        });
    }
    if (n === 0) throw new EngineError("input/invalid", {detail: "a conversation has no text in the turns that count"});
    return new Map(Array.from(sums, ([feature, sum]) => [feature, sum / n]));
}
