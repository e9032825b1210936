import type {SteeredSet} from "../../../../engine/contract/evaluation.ts";
import type {FeatureId} from "../../../../engine/contract/ids.ts";
import {counted} from "../../../widgets/numbers.ts";
import {nameOf} from "./featureNames.ts";

type Names = ReadonlyMap<FeatureId, string>;

/** `Set 1 · pirate manner + rum, fades over 3 tokens`; null: it may not be shown. */
export const setTitle = (set: SteeredSet | null | undefined, place: number, names: Names): string => `Set ${place + 1} · ${setWords(set, names)}`;

function setWords(set: SteeredSet | null | undefined, names: Names): string {
    if (set == null) return "made of a moderated feature";
    const features = set.edits.map(({feature, strength}) => `${nameOf(names, feature)}${strength < 0 ? " (less)" : ""}`).join(" + ");
    return set.fadesOver === undefined ? features : `${features}, ${wayWords(set.fadesOver)}`;
}

/** How long it acts. */
export const wayWords = (fadesOver: number | undefined): string => (fadesOver === undefined ? "lasts" : `fades over ${counted(fadesOver, "token")}`);
