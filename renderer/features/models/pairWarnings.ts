import type {ModelEntry, PairWarning} from "../../../engine/contract/models.ts";

/** A doubt about a model and a dictionary, in plain words. */
export function warningWords({about, expected, got}: PairWarning): string {
    switch (about) {
        case "d-model":
            return `The dictionary reads vectors of ${expected} numbers; this model has ${got}.`;
        case "layer-count":
            return `The dictionary needs a model of ${expected}; this one has ${got}.`;
        case "model":
            return `Made for ${expected}; this is ${got}.`;
        case "base-instruct":
            return `Trained on ${expected}; this is ${got}. One is a base model and the other an instruct model, so features may mean something else here.`;
        case "architecture":
            return `Made for ${expected}; the architecture of this model is ${got}.`;
    }
}

/** Several doubts as one line: what stops it first. */
export function warningsWords(warnings: readonly PairWarning[]): string {
    return warnings
        .toSorted((a, b) => Number(b.level === "error") - Number(a.level === "error"))
        .map(warningWords)
        .join(" ");
}

/** What keeps a model from loading with its dictionaries, as one line; null: nothing. */
export function stopsOf({warnings}: Pick<ModelEntry, "warnings">): string | null {
    const stops = warnings.flatMap((entry) => entry.warnings).filter(({level}) => level === "error");
    return stops.length === 0 ? null : warningsWords(stops);
}

/** The gravest doubt about any dictionary of a model; null: none. */
export function warningOf({warnings}: Pick<ModelEntry, "warnings">): string | null {
    const all = warnings.flatMap((entry) => entry.warnings);
    const gravest = all.find(({level}) => level === "error") ?? all[0];
    return gravest === undefined ? null : warningWords(gravest);
}
