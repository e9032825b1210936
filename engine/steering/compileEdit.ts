import {type Edit, EngineError} from "../contract/index.ts";
import type {CalibratedDictionary} from "../dictionaries/index.ts";
import {dictionaryOf, maximumOf, requireFeatureIn, residualNormOf} from "./resolveFeature.ts";
import type {RawEdit} from "./types.ts";

/** Far above any activation or residual, and far below where float32 sums overflow into nonsense that looks like an answer. */
const LARGEST_VALUE = 1e9;

/**
 * One edit against the loaded dictionaries.
 * - `nudge` s becomes `shift` s R / |d|: the residual moves by s times its own median length
 * - `pin` with unit `max` becomes `pin` t M
 * @returns undefined where it changes nothing: nudge 0, add 0, scale 1
 * @throws EngineError `dictionary/not-loaded`, `feature/not-found`, `steering/bad-edit`, `steering/not-calibrated`
 */
export async function compileEdit(edit: Edit, dictionaries: readonly CalibratedDictionary[]): Promise<RawEdit | undefined> {
    const dictionary = dictionaryOf(edit, dictionaries);
    const {feature, mode, value, unit} = edit;
    requireFeatureIn(dictionary, feature);
    if (!Number.isFinite(value)) throw new EngineError("steering/bad-edit", {detail: `value of feature ${feature} is ${value}`});
    if (unit === "max" && mode !== "pin") throw new EngineError("steering/bad-edit", {detail: `unit max goes with pin, not with ${mode}`});
    const raw = await rawValue(edit, dictionary);
    if (raw === undefined) return undefined;
    if (Math.abs(raw) > LARGEST_VALUE)
        throw new EngineError("steering/bad-edit", {detail: `value of feature ${feature} is ${raw}; at most ${LARGEST_VALUE} in activation units`});
    return {dictionary: dictionary.file.id, feature, mode: mode === "nudge" ? "shift" : mode, value: raw};
}

async function rawValue({feature, mode, value, unit}: Edit, dictionary: CalibratedDictionary): Promise<number | undefined> {
    switch (mode) {
        case "nudge":
            return value === 0 ? undefined : value * (await residualUnit(dictionary, feature));
        case "add":
            return value === 0 ? undefined : value;
        case "scale":
            return value === 1 ? undefined : value;
        case "pin":
            return unit === "max" ? value * maximumOf(dictionary, feature) : value;
    }
}

/** Decoder rows that move the residual by its own median length: R / |d|. */
async function residualUnit(dictionary: CalibratedDictionary, feature: number): Promise<number> {
    const residualNorm = residualNormOf(dictionary);
    const norm = await dictionary.decoderNorm(feature);
    if (norm === 0) throw new EngineError("steering/bad-edit", {detail: `feature ${feature} has an empty decoder row`});
    return residualNorm / norm;
}
