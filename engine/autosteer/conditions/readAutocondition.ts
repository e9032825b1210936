import {type Autocondition, autoconditionInputSchema, type Condition, EngineError, featureId, type HeldCounts} from "../../contract/index.ts";
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
    const tells = best !== undefined && isShown && isTold(state, best) === "yes";
    const unitOf = (feature: number) => (state.inMax.includes(feature) ? ("max" as const) : ("activation" as const));
    return {
        ...summary,
        input: autoconditionInputSchema.parse(input),
        hold: state.hold,
        not: state.not,
        keptBack: state.keptBack,
        candidates: state.candidates
            .filter(({feature}) => isVisible(feature))
            .map(({heldOut, ...one}) => {
                const known = label(dictionary, one.feature);
                return {
                    ...one,
                    feature: featureId(one.feature),
                    unit: unitOf(one.feature),
                    ...(known !== undefined && {label: known}),
                    ...(heldOut !== undefined && {heldOut})
                };
            }),
        ...(best !== undefined && isShown && {best: verifiedOf(best)}),
        chance: state.chance ?? null,
        ...(tells && {condition: conditionOf(state, best)}),
        accuracy: tells ? best.heldOutAccuracy : null,
        verdict: summary.done ? verdictOf(state, {isShown, label: (feature) => label(dictionary, feature)}) : []
    };
}

type Best = NonNullable<AutoconditionState["best"]>;

const verifiedOf = ({accuracy, heldOutAccuracy, heldOut}: Best) => ({accuracy, heldOutAccuracy, ...(heldOut !== undefined && {heldOut})});

/** `too-few`: by chance the search comes as far, or could not but come as far. */
function isTold({chance}: AutoconditionState, {accuracy, heldOutAccuracy}: Best): "yes" | "no" | "too-few" {
    if (chance === undefined || chance >= 1) return "too-few";
    if (heldOutAccuracy < TELLS || accuracy < TELLS) return "no";
    return heldOutAccuracy > chance ? "yes" : "too-few";
}

/** For a rule with `on: "prompt"`: it holds at a token of the question. */
function conditionOf({run, inMax}: AutoconditionState, {joined, tests}: Best): Condition {
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
    readonly label: (feature: number) => string | undefined;
}

function verdictOf(state: AutoconditionState, {isShown, label}: Told): string[] {
    const {ended, best, inMax, chance, subject} = state;
    if (ended !== undefined) return [ended];
    if (best === undefined) return ["Nothing tells the questions apart: no feature fires more on those for which it should hold."];
    if (!isShown) return ["What was found reads features that are moderated here."];
    const percent = (share: number) => `${Math.round(100 * share)} %`;
    const named = best.tests.map(({feature, threshold}) => {
        const known = label(feature);
        return `${known === undefined ? "" : `“${known}” `}(feature ${feature}) above ${threshold}${inMax.includes(feature) ? " of its maximum" : ""}`;
    });
    const words = named.join(best.joined === "all" ? " and, at the same token, " : " or ");
    const told = isTold(state, best);
    const counts = best.heldOut === undefined ? `is right on ${percent(best.heldOutAccuracy)} of the questions that were kept back` : countsIn(best.heldOut);
    const right = `balanced accuracy ${percent(best.heldOutAccuracy)}, and ${percent(best.accuracy)} on the questions that chose it`;
    const byChance =
        chance === undefined ? "" : ` Where there is nothing to tell, the same search comes to ${percent(chance)} on as many questions in one of 20 tries.`;
    const how = `${words} ${counts}: ${right}.${byChance}`;
    // it may have found the word, and not what is meant by it
    const sameWord =
        subject === undefined
            ? []
            : [
                  `Every question for which it should hold names “${subject}”, and those that were kept back only word it otherwise: questions on the matter that do not name it were not tried. Give some as examples.`
              ];
    if (told === "yes") return [how, ...sameWord];
    if (told === "no") return [`Nothing tells the questions apart. The best, ${how}`];
    return [`Too few questions to tell: give more of both kinds as examples. The best, ${how}`];
}

const countsIn = ({hits, of, falseAlarms, ofOthers}: HeldCounts) =>
    `holds on ${hits} of ${of} kept-back questions for which it should, and on ${falseAlarms} of ${ofOthers} for which it should not`;
