import {type EngineError, isEngineError} from "../contract/index.ts";

/** Why a steering can't run, as a sentence; one that is about a feature says `feature` and its number. */
export function describeProblem(error: EngineError): string {
    if (isEngineError(error, "dictionary/not-loaded"))
        return error.data.dictionary === "any" ? "No dictionary is loaded." : `Dictionary ${error.data.dictionary} is not loaded.`;
    if (isEngineError(error, "feature/not-found")) {
        const {dictionary, feature, nFeatures} = error.data;
        return `There is no feature ${feature}: dictionary ${dictionary} has 0 to ${nFeatures - 1}.`;
    }
    if (isEngineError(error, "steering/not-calibrated")) {
        const {feature, detail} = error.data;
        return feature === undefined ? sentence(detail) : `Feature ${feature} can't be measured by its maximum: ${detail}.`;
    }
    if (isEngineError(error, "steering/bad-edit") || isEngineError(error, "steering/bad-condition")) return sentence(error.data.detail);
    return sentence(error.message);
}

const sentence = (fact: string) => `${fact.charAt(0).toUpperCase()}${fact.slice(1)}${/[.!?]$/.test(fact) ? "" : "."}`;
