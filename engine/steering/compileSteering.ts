import {EngineError, MAX_EDITS, type Steering} from "../contract/index.ts";
import type {CalibratedDictionary} from "../dictionaries/index.ts";
import {compileEdit} from "./compileEdit.ts";
import {compileRules} from "./compileRules.ts";
import {residualNormOf} from "./resolveFeature.ts";
import type {RawEdit, RawSteering} from "./types.ts";

/**
 * Resolves a steering's calibrated strengths, rules and bounds against the loaded dictionaries. Edits that change nothing (nudge 0, add 0, scale 1)
 * are left out, so that they cost nothing; a rule that replaces an edit by nothing still switches it off.
 * @param dictionaries loaded, in order; what names none means the first
 * @throws EngineError `dictionary/not-loaded`, `feature/not-found`, `steering/bad-edit`, `steering/bad-condition`, `steering/not-calibrated`
 */
export async function compileSteering(steering: Steering, dictionaries: readonly CalibratedDictionary[]): Promise<RawSteering> {
    const {scope, decay, normRestore, cap} = steering;
    requireBounds(steering);
    const {rules, edits: ofRules, editing} = await compileRules(steering.rules ?? [], dictionaries);
    const own = await Promise.all(steering.edits.map((edit) => compileEdit(edit, dictionaries)));
    const edits = [...own.flatMap((edit) => edit ?? []).map((edit) => givingWay(edit, editing(edit))), ...ofRules];
    return {
        edits,
        scope,
        ...(decay !== undefined && {decay: decay.tokens}),
        ...(normRestore !== undefined && normRestore > 0 && {normRestore}),
        ...(cap !== undefined && edits.length > 0 && {caps: capsOf(cap, edits, dictionaries)}),
        ...(rules.length > 0 && {rules})
    };
}

const givingWay = (edit: RawEdit, unless: readonly number[]): RawEdit => (unless.length > 0 ? {...edit, unless} : edit);

/** cap x R of each dictionary that is edited. */
function capsOf(cap: number, edits: readonly RawEdit[], dictionaries: readonly CalibratedDictionary[]): Record<string, number> {
    const edited = new Set(edits.map(({dictionary}) => dictionary));
    return Object.fromEntries(dictionaries.filter(({file}) => edited.has(file.id)).map((one) => [one.file.id, cap * residualNormOf(one)]));
}

/** The contract's own bounds, also for callers that it does not stand before. */
function requireBounds({edits, decay, normRestore, cap}: Steering): void {
    const bad = (detail: string) => new EngineError("steering/bad-edit", {detail});
    if (edits.length > MAX_EDITS) throw bad(`a steering has at most ${MAX_EDITS} edits, not ${edits.length}`);
    if (decay !== undefined && !(Number.isInteger(decay.tokens) && decay.tokens >= 1))
        throw bad(`edits fade over a whole number of tokens from 1, not ${decay.tokens}`);
    if (normRestore !== undefined && !(normRestore >= 0 && normRestore <= 1)) throw bad(`the norm is restored by a share from 0 to 1, not ${normRestore}`);
    if (cap !== undefined && !(cap > 0 && Number.isFinite(cap))) throw bad(`the cap is a share of the residual's norm above 0, not ${cap}`);
}
