import {type Candidate, featureId, type Logits} from "../contract/index.ts";
import {activityOf} from "../features/list/activityOf.ts";
import {type Compared, compareSets} from "../features/readings/contrastSets.ts";
import type {RerankDeps} from "../features/readings/rerankFeatures.ts";
import {requireDictionary} from "../features/requireFeature.ts";
import {fuseRanks, ranksOf} from "./fuseRanks.ts";
import {labelRanking} from "./labelRanking.ts";
import {pickByLabel, SHOWN} from "./pickByLabel.ts";
import {shuffled} from "./shuffled.ts";
import type {Pair, Work} from "./types.ts";
import {lensLift, wantedTokens} from "./wantedTokens.ts";

export interface CandidateDeps extends RerankDeps {
    /** tokens that a feature's decoder row speaks for */
    readonly logits: (input: {readonly dictionary: string; readonly feature: number; readonly k: number}, signal: AbortSignal) => Promise<Logits>;
}

export interface Candidates {
    readonly candidates: readonly Candidate[];
    /** features that were left out, by reason */
    readonly dropped: Readonly<Record<string, number>>;
}

/** A difference that fewer pairs share is theirs and not the behaviour's. */
const AGREEMENT = 0.6;
/** Share of ordinary tokens from which on a feature is about anything; of a small dictionary, of which more features fire at a time, so many times its mean. */
const DENSE = 0.01;
const TIMES_MEAN = 5;
/** Tokens that are read of each decoder row. */
const LENS_TOKENS = 30;

/**
 * Features that the behaviour may be made of, best first, then random ones that they have to beat: by what they do on wanted and unwanted answers, by what their
 * labels say, and by the words that they speak for.
 * @param specification empty: there are examples alone
 */
export async function chooseCandidates(work: Work, deps: CandidateDeps, pairs: readonly Pair[], specification: string): Promise<Candidates> {
    const {plan, dictionary, signal} = work;
    const calibrated = requireDictionary(deps, dictionary);
    const {nFeatures} = calibrated.file;
    const {compared, moderated} = await work.remember("contrast", () => contrastOf(work, deps, pairs));
    const visible = deps.gate.visible(dictionary);
    const {density, max} = await activityOf(deps.store, calibrated);
    const known = density.filter((share) => !Number.isNaN(share));
    const dense = Math.max(DENSE, (TIMES_MEAN * known.reduce((sum, share) => sum + share, 0)) / Math.max(1, known.length));
    const dropped: Record<string, number> = {moderated: 0, dead: 0, dense: 0, disagreeing: 0};
    const drop = (reason: string, n = 1) => {
        dropped[reason] = (dropped[reason] ?? 0) + n;
        return false;
    };
    drop("moderated", moderated);
    const isLive = (feature: number) => density[feature]! > 0 || (Number.isNaN(density[feature]!) && !(max[feature]! <= 0));
    const eligible = compared.filter(
        ({feature, score, agreement}) =>
            (visible(feature) || drop("moderated")) &&
            (isLive(feature) || drop("dead")) &&
            (!(density[feature]! > dense) || drop("dense")) &&
            ((score !== 0 && agreement >= AGREEMENT) || drop("disagreeing"))
    );

    const byContrast = eligible.toSorted((a, b) => Math.abs(b.score) - Math.abs(a.score) || a.feature - b.feature).map(({feature}) => feature);
    const inContrast = new Set(byContrast);
    const byLabel = (await labelRanking(deps, work, nFeatures, specification)).filter((feature) => inContrast.has(feature));
    const lensed = fuseRanks([byContrast, byLabel]).slice(0, plan.lensed);
    const byLens = await work.remember("lens", () => lensRanking(work, deps, pairs, lensed, eligible));
    const fused = fuseRanks([byContrast, byLabel, byLens]);
    const labels = deps.store.labels.ofFeatures(dictionary, [...fused.slice(0, Math.max(plan.candidates, SHOWN)), ...byLabel.slice(0, SHOWN)]);
    const labelOf = (feature: number) => labels.get(feature)?.[0]?.description;
    const labelled = [...new Set([...byLabel, ...fused])].flatMap((feature) => {
        const label = labelOf(feature);
        return label === undefined ? [] : [{feature, label}];
    });
    const picked = plan.asksModel && specification !== "" ? await pickByLabel(work, specification, labelled) : [];
    const chosen = [...new Set([...picked, ...fused.slice(0, plan.candidates - picked.length)])].sort((a, b) => fused.indexOf(a) - fused.indexOf(b));
    const able = await existing(
        chosen,
        (feature) => calibrated.decoderNorm(feature),
        () => drop("dead")
    );

    const isControl = (feature: number) => visible(feature) && isLive(feature) && !(density[feature]! > dense) && !fused.includes(feature);
    const others = shuffled(Array.from({length: nFeatures}, (_, feature) => feature).filter(isControl), work.seed);
    const controls = await existing(
        others.slice(0, plan.controls),
        (feature) => calibrated.decoderNorm(feature),
        () => undefined
    );
    const [contrastRanks, labelRanks, lensRanks] = [ranksOf(byContrast), ranksOf(byLabel), ranksOf(byLens)];
    const differences = new Map(compared.map((one) => [one.feature, one]));
    const described = (feature: number, random: boolean): Candidate => {
        const [label, byLabels, byLenses] = [
            labelOf(feature) ?? deps.store.labels.ofFeatures(dictionary, [feature]).get(feature)?.[0]?.description,
            labelRanks.get(feature),
            lensRanks.get(feature)
        ];
        const {score = 0, agreement = 0} = differences.get(feature) ?? {};
        return {
            feature: featureId(feature),
            ...(label !== undefined && {label}),
            random,
            contrast: score,
            agreement,
            ranks: {
                contrast: contrastRanks.get(feature) ?? byContrast.length + 1,
                ...(byLabels !== undefined && {label: byLabels}),
                ...(byLenses !== undefined && {lens: byLenses})
            },
            picked: picked.includes(feature)
        };
    };
    signal.throwIfAborted();
    return {candidates: [...able.map((feature) => described(feature, false)), ...controls.map((feature) => described(feature, true))], dropped};
}

async function contrastOf(work: Work, deps: CandidateDeps, pairs: readonly Pair[]) {
    const {model, contextSize} = work.lent;
    return compareSets(
        {...deps, reader: () => ({model, contextSize})},
        {dictionary: work.dictionary, encourage: pairs.map(({wanted}) => wanted), avoid: pairs.map(({unwanted}) => unwanted)},
        {
            signal: work.signal,
            onPair: (done) => work.tell(done, pairs.length, "pairs read")
        }
    );
}

async function lensRanking(
    work: Work,
    deps: CandidateDeps,
    pairs: readonly Pair[],
    features: readonly number[],
    eligible: readonly Compared[]
): Promise<number[]> {
    const {model} = work.lent;
    const tokens = (turns: Pair["wanted"]) => model.tokenize(turns.at(-1)!.content);
    const wanted = wantedTokens(
        pairs.map((pair) => tokens(pair.wanted)),
        pairs.map((pair) => tokens(pair.unwanted))
    );
    const signs = new Map(eligible.map(({feature, score}) => [feature, Math.sign(score)]));
    const lifts: {readonly feature: number; readonly lift: number}[] = [];
    for (const [i, feature] of features.entries()) {
        work.signal.throwIfAborted();
        const {promoted, suppressed} = await deps.logits({dictionary: work.dictionary, feature, k: LENS_TOKENS}, work.signal);
        const spoken = signs.get(feature)! > 0 ? promoted : suppressed.map(({token, value}) => ({token, value: -value}));
        lifts.push({feature, lift: lensLift(spoken, wanted)});
        work.tell(i + 1, features.length, "decoder rows read");
    }
    return lifts
        .filter(({lift}) => lift > 0)
        .sort((a, b) => b.lift - a.lift)
        .map(({feature}) => feature);
}

/** Without those whose decoder row is empty. */
async function existing(features: readonly number[], norm: (feature: number) => Promise<number>, onEmpty: () => void): Promise<number[]> {
    const kept: number[] = [];
    for (const feature of features) {
        if ((await norm(feature)) > 0) kept.push(feature);
        else onEmpty();
    }
    return kept;
}
