import type {PresetDifference} from "../../../engine/contract/presets.ts";

const what: Record<PresetDifference["about"], string> = {
    model: "Another model",
    dictionary: "Another dictionary",
    "dictionary-missing": "Its dictionary is not loaded",
    feature: "A feature is not there",
    "nothing-loaded": "No model is loaded"
};

/** What differs, as a sentence: what the preset was made with, and what there is. */
export const differenceWords = ({about, expected, got}: PresetDifference) => `${what[about]}: made with ${expected}; loaded is ${got}.`;
