import type {CalibratedDictionary} from "../dictionaries/index.ts";
import type {Store} from "../store/openStore.ts";

/** A dictionary whose file lacks a feature's calibration answers with what this workspace measured. */
export function withMeasured(dictionary: CalibratedDictionary, store: Store): CalibratedDictionary {
    const measured = (feature: number) => store.dictionaries.calibrationOf(dictionary.file.id, feature);
    return {
        ...dictionary,
        maxActivation: (feature) => dictionary.maxActivation(feature) ?? measured(feature).maxActivation,
        density: (feature) => dictionary.density(feature) ?? measured(feature).density
    };
}
