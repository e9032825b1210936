import {type Autocondition, autoconditionInputSchema, type Condition, EngineError, featureId} from "../../contract/index.ts";
import type {Store} from "../../store/openStore.ts";
import type {Shown} from "../readAutosteer.ts";
import {type AutoconditionState, autoconditionStateSchema} from "./autoconditionState.ts";

/** Balanced accuracy on questions that chose nothing, below which nothing was found; guessing has one half. */
const TELLS = 0.75;

/**
 * A search for a condition as far as it has come, without features that nobody may see now.
 * @throws EngineError `evaluation/not-found`, also for one of another kind; `store/corrupt`
 */
export function readAutocondition({evaluations}: Pick<Store, "evaluations">, id: string, {visible, label}: Shown): Autocondition {
    const found = evaluations.find(id);
    if (found === undefined || found.kind !== "autocondition") throw new EngineError("evaluation/not-found", {id});
    const {input, state: kept, ...summary} = found;
    const state = autoconditionStateSchema.parse(kept);
    const {dictionary} = state.run;
    const isVisible = visible(dictionary);
    const {best} = state;
    const isShown = best?.tests.every(({feature}) => isVisible(feature)) ?? false;
    const tells = best !== undefined && isShown && best.heldOutAccuracy >= TELLS && best.accuracy >= TELLS;
    return {
        ...summary,
        input: autoconditionInputSchema.parse(input),
        hold: state.hold,
        not: state.not,
        candidates: state.candidates
            .filter(({feature}) => isVisible(feature))
            .map((one) => {
                const known = label(dictionary, one.feature);
                return {...one, feature: featureId(one.feature), ...(known !== undefined && {label: known})};
            }),
        ...(tells && {condition: conditionOf(state, best)}),
        accuracy: tells ? best.heldOutAccuracy : null,
        verdict: summary.done ? [verdictOf(state, {isShown, tells, label: (feature) => label(dictionary, feature)})] : []
    };
}

/** For a rule with `on: "prompt"`: it holds at a token of the question. */
function conditionOf({run, inMax}: AutoconditionState, {joined, tests}: NonNullable<AutoconditionState["best"]>): Condition {
    const comparisons = tests.map(({feature, threshold}) => ({
        left: {
            features: [featureId(feature)],
            combine: "max" as const,
            unit: inMax.includes(feature) ? ("max" as const) : ("activation" as const),
            dictionary: run.dictionary
        },
        operator: ">" as const,
        right: threshold
    }));
    if (joined === "one") return comparisons[0]!;
    return joined === "all" ? {all: comparisons} : {any: comparisons};
}

interface Told {
    readonly isShown: boolean;
    readonly tells: boolean;
    readonly label: (feature: number) => string | undefined;
}

function verdictOf({ended, best, inMax}: AutoconditionState, {isShown, tells, label}: Told): string {
    if (ended !== undefined) return ended;
    if (best === undefined) return "Nothing tells the questions apart: no feature fires on those for which it should hold.";
    if (!isShown) return "What was found reads features that are moderated here.";
    const percent = (share: number) => `${Math.round(100 * share)} %`;
    const named = best.tests.map(({feature, threshold}) => {
        const known = label(feature);
        return `${known === undefined ? "" : `“${known}” `}(feature ${feature}) above ${threshold}${inMax.includes(feature) ? " of its maximum" : ""}`;
    });
    const words = named.join(best.joined === "all" ? " and, at the same token, " : " or ");
    const right = `${percent(best.heldOutAccuracy)} of the questions that were kept back (${percent(best.accuracy)} of those that chose it)`;
    return tells ? `${words} is right on ${right}.` : `Nothing tells the questions apart: the best, ${words}, is right on ${right}; guessing is right on 50 %.`;
}
