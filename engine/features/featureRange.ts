import {type EditMode, EngineError} from "../contract/index.ts";
import type {CalibratedDictionary} from "../dictionaries/index.ts";
import {requireFeature} from "./requireFeature.ts";
import type {FeatureDeps} from "./types.ts";

/** What a slider offers; the warning zone begins above `warnAbove`, in |value|. */
export interface Range {
    readonly min: number;
    readonly max: number;
    readonly step: number;
    readonly warnAbove: number;
    readonly neutral: number;
    readonly suggested: number;
    readonly unit: "residual-norm" | "max" | "activation" | "factor";
}

/** Where answers begin to fall apart: a published sweep found the best strength at half the residual's norm, a narrow peak. */
const NUDGE_LIMIT = 0.6;
/** Where a feature begins to be seen: the published best, Ember's start to enhance, and on the demo the first strength at which its pirate speaks (.3 changes not a word). */
const NUDGE_START = 0.5;
/** Ember's sliders run from -1 to 1; what lies beyond is for seeing how a model breaks. */
const NUDGE: Range = {min: -1.6, max: 1.6, step: 0.05, warnAbove: NUDGE_LIMIT, neutral: 0, suggested: NUDGE_START, unit: "residual-norm"};
/** A pin has no value that changes nothing; the feature's own maximum is what it naturally reaches. */
const PIN: Range = {min: 0, max: 2, step: 0.05, warnAbove: 1, neutral: 1, suggested: 1, unit: "max"};
const SCALE: Range = {min: 0, max: 4, step: 0.05, warnAbove: 2, neutral: 1, suggested: 2, unit: "factor"};

/** With neither maximum nor residual norm known, any unit is a guess: one where small integers are visible. */
const UNKNOWN_MAXIMUM = 10;

/**
 * The range for one feature under one mode.
 * @throws EngineError `dictionary/not-loaded`, `feature/not-found`, `steering/not-calibrated` (a nudge without the layer's residual norm)
 */
export async function featureRange(
    deps: FeatureDeps,
    {dictionary, feature, mode}: {readonly dictionary: string; readonly feature: number; readonly mode: EditMode}
): Promise<Range> {
    const loaded = requireFeature(deps, dictionary, feature);
    switch (mode) {
        case "nudge":
            if (loaded.residualNorm !== undefined) return NUDGE;
            throw new EngineError("steering/not-calibrated", {dictionary, feature, detail: "the dictionary does not know the layer's residual norm"});
        case "pin": {
            if (loaded.maxActivation(feature) !== undefined) return PIN;
            const usual = rounded(await usualMaximum(loaded, feature));
            return {min: 0, max: 2 * usual, step: niceStep(usual), warnAbove: usual, neutral: usual, suggested: usual, unit: "activation"};
        }
        case "add": {
            const usual = rounded(await usualMaximum(loaded, feature));
            return {min: -2 * usual, max: 2 * usual, step: niceStep(usual), warnAbove: usual, neutral: 0, suggested: usual / 2, unit: "activation"};
        }
        case "scale":
            return SCALE;
    }
}

/** M, or the activation that moves the residual as far as the strongest nudge without warning. */
async function usualMaximum({residualNorm, maxActivation, decoderNorm}: CalibratedDictionary, feature: number): Promise<number> {
    const max = maxActivation(feature);
    if (max !== undefined) return max;
    const norm = await decoderNorm(feature);
    return residualNorm !== undefined && norm > 0 ? (NUDGE_LIMIT * residualNorm) / norm : UNKNOWN_MAXIMUM;
}

/** Two digits: a slider's ends are read, not computed with. */
const rounded = (value: number) => Number(value.toPrecision(2));

/** About forty steps to the maximum, each 1, 2 or 5 times a power of ten. */
function niceStep(max: number): number {
    const rough = max / 40;
    const power = 10 ** Math.floor(Math.log10(rough));
    const digit = rough / power;
    return (digit < 1.5 ? 1 : digit < 3.5 ? 2 : digit < 7.5 ? 5 : 10) * power;
}
