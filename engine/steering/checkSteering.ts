import {type Edit, type EngineError, editsOf, isEngineError, type Steering, type SteeringCheck} from "../contract/index.ts";
import type {CalibratedDictionary} from "../dictionaries/index.ts";
import {compileEdit} from "./compileEdit.ts";
import {compileSteering} from "./compileSteering.ts";
import {describeProblem} from "./describeProblem.ts";
import {largestStep} from "./largestStep.ts";
import {dictionaryOf} from "./resolveFeature.ts";

type Reading = SteeringCheck["edits"][number];

/**
 * What a steering comes to on the loaded dictionaries: every edit's readings (its own edits first, then its rules'), how far its constant steps move the
 * residual together, and all that keeps it from running. What can't be read is left out, and is among the problems.
 * @throws EngineError `file/*` when a dictionary's file can't be read
 */
export async function checkSteering(steering: Steering, dictionaries: readonly CalibratedDictionary[]): Promise<SteeringCheck> {
    const problems = new Set<string>();
    const attempt = async <T>(what: Promise<T>): Promise<T | undefined> => {
        try {
            return await what;
        } catch (error) {
            if (!isProblem(error)) throw error;
            problems.add(describeProblem(error));
            return undefined;
        }
    };
    const edits: Reading[] = [];
    for (const edit of editsOf(steering)) edits.push((await attempt(readingOf(edit, dictionaries))) ?? {edit});
    // one at a time, so that each tells its own problem
    for (const rule of steering.rules ?? []) await attempt(compileSteering({edits: [], scope: steering.scope, rules: [rule]}, dictionaries));
    await attempt(compileSteering({...steering, edits: [], rules: []}, dictionaries));
    const whole = problems.size === 0 ? await attempt(compileSteering(steering, dictionaries)) : undefined;
    const total = whole === undefined ? 0 : await largestStep(whole, dictionaries);
    return {edits, total, capped: steering.cap !== undefined && total > steering.cap, problems: [...problems]};
}

function isProblem(error: unknown): error is EngineError {
    return isEngineError(error) && /^(steering|dictionary\/not-loaded|feature)/.test(error.code);
}

/** A token's own scale stands between activations and the residual where the dictionary normalises: those readings have no one number. */
async function readingOf(edit: Edit, dictionaries: readonly CalibratedDictionary[]): Promise<Reading> {
    await compileEdit(edit, dictionaries);
    const dictionary = dictionaryOf(edit, dictionaries);
    const {feature, mode, value, unit} = edit;
    const max = dictionary.maxActivation(feature);
    const R = dictionary.residualNorm;
    const isScaled = dictionary.file.normalization !== "none";
    const norm = await dictionary.decoderNorm(feature);
    switch (mode) {
        case "nudge":
            return {edit, share: Math.abs(value), ...(max !== undefined && R !== undefined && !isScaled && {maxima: (Math.abs(value) * R) / norm / max})};
        case "add":
            return {
                edit,
                ...(R !== undefined && !isScaled && {share: (Math.abs(value) * norm) / R}),
                ...(max !== undefined && {maxima: Math.abs(value) / max})
            };
        case "pin":
            return {edit, ...(unit === "max" ? {maxima: value} : max !== undefined && {maxima: value / max})};
        case "scale":
            return {edit};
    }
}
