import {type Edit, EngineError, type Steering} from "../contract/index.ts";
import type {CalibratedDictionary} from "../dictionaries/index.ts";
import type {RawEdit, RawSteering} from "./types.ts";

/**
 * Resolves calibrated strengths against the loaded dictionaries.
 * - `nudge` s becomes `shift` s R / |d|: the residual moves by s times its own median length
 * - `pin` with unit `max` becomes `pin` t M
 * Edits that change nothing (nudge 0, add 0, scale 1) are left out, so that they cost nothing.
 * @param dictionaries loaded, in order; an edit that names none means the first
 * @throws EngineError `dictionary/not-loaded`, `feature/not-found`, `steering/bad-edit`, `steering/not-calibrated`
 */
export async function compileSteering(steering: Steering, dictionaries: readonly CalibratedDictionary[]): Promise<RawSteering> {
    const edits = await Promise.all(steering.edits.map((edit) => compileEdit(edit, dictionaries)));
    for (const edit of edits) if (edit !== undefined) requireReasonable(edit);
    return {edits: edits.flatMap((edit) => edit ?? []), scope: steering.scope};
}

/** Far above any activation or residual, and far below where float32 sums overflow into nonsense that looks like an answer. */
const LARGEST_VALUE = 1e9;

function requireReasonable({feature, value}: RawEdit): void {
    if (Math.abs(value) > LARGEST_VALUE)
        throw new EngineError("steering/bad-edit", {detail: `value of feature ${feature} is ${value}; at most ${LARGEST_VALUE} in activation units`});
}

async function compileEdit(edit: Edit, dictionaries: readonly CalibratedDictionary[]): Promise<RawEdit | undefined> {
    const dictionary = edit.dictionary === undefined ? dictionaries[0] : dictionaries.find(({file}) => file.id === edit.dictionary);
    if (dictionary === undefined) throw new EngineError("dictionary/not-loaded", {dictionary: edit.dictionary ?? "any"});
    const {id, nFeatures} = dictionary.file;
    const {feature, mode, value, unit} = edit;
    if (feature >= nFeatures) throw new EngineError("feature/not-found", {dictionary: id, feature, nFeatures});
    if (!Number.isFinite(value)) throw new EngineError("steering/bad-edit", {detail: `value of feature ${feature} is ${value}`});
    if (unit === "max" && mode !== "pin") throw new EngineError("steering/bad-edit", {detail: `unit max goes with pin, not with ${mode}`});

    switch (mode) {
        case "nudge":
            return value === 0 ? undefined : {dictionary: id, feature, mode: "shift", value: value * (await residualUnit(dictionary, feature))};
        case "add":
            return value === 0 ? undefined : {dictionary: id, feature, mode, value};
        case "scale":
            return value === 1 ? undefined : {dictionary: id, feature, mode, value};
        case "pin":
            return {dictionary: id, feature, mode, value: unit === "max" ? value * maximum(dictionary, feature) : value};
    }
}

/** Decoder rows that move the residual by its own median length: R / |d|. */
async function residualUnit(dictionary: CalibratedDictionary, feature: number): Promise<number> {
    const {id} = dictionary.file;
    if (dictionary.residualNorm === undefined)
        throw new EngineError("steering/not-calibrated", {dictionary: id, detail: "the dictionary does not know the layer's residual norm"});
    const norm = await dictionary.decoderNorm(feature);
    if (norm === 0) throw new EngineError("steering/bad-edit", {detail: `feature ${feature} has an empty decoder row`});
    return dictionary.residualNorm / norm;
}

function maximum(dictionary: CalibratedDictionary, feature: number): number {
    const max = dictionary.maxActivation(feature);
    if (max === undefined)
        throw new EngineError("steering/not-calibrated", {dictionary: dictionary.file.id, feature, detail: "the feature's maximum is unknown"});
    return max;
}
