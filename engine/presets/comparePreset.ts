import {featuresOfSteering, type Preset, type PresetDifference} from "../contract/index.ts";
import {sameModelName} from "./sameModelName.ts";
import type {LoadedPair} from "./types.ts";

type Described = LoadedPair["dictionaries"][number];

/**
 * Where a preset and what is loaded differ. Features are only ever looked for in the dictionary that they were saved of: another one with the same number of
 * features has others.
 */
export function comparePreset(
    {steering, model, dictionaries}: Pick<Preset, "steering" | "model" | "dictionaries">,
    pair: LoadedPair | undefined
): PresetDifference[] {
    const features = featuresOfSteering(steering);
    if (pair === undefined)
        return [
            {
                about: "nothing-loaded",
                level: features.length > 0 ? "error" : "warning",
                expected: model === undefined ? "a model" : nameOf(model),
                got: "none loaded"
            }
        ];
    const differences: PresetDifference[] = [];
    const isForeign = isForeignTo({model}, pair);
    // numbers of a dictionary that nothing names, of another model: they would be other features
    const isUnbound = isForeign && model?.id === "" && features.some(({dictionary}) => dictionary === undefined);
    if (isForeign) differences.push({about: "model", level: isUnbound ? "error" : "warning", expected: nameOf(model!), got: nameOf(pair.model)});
    for (const [id, named] of Map.groupBy(features, ({dictionary}) => dictionary)) {
        const expected = dictionaries.find((one) => one.id === id);
        const got = id === undefined ? pair.dictionaries[0] : pair.dictionaries.find((one) => one.id === id);
        if (got === undefined) differences.push(id === undefined ? noDictionary : otherDictionary(id, expected, pair.dictionaries));
        else if (id === undefined) differences.push({about: "dictionary", level: "warning", expected: "not said", got: describeOne(got)});
        const beyond = got && named.find(({feature}) => feature >= got.nFeatures);
        if (got && beyond)
            differences.push({
                about: "feature",
                level: "error",
                expected: `feature ${beyond.feature} of ${got.name}`,
                got: `features 0 to ${got.nFeatures - 1}`
            });
    }
    return differences;
}

/** Whether a preset names another model than the loaded one. What came from Ember has its name alone, and no id. */
export function isForeignTo({model}: Pick<Preset, "model">, pair: LoadedPair | undefined): boolean {
    if (model === undefined) return false;
    return model.id === "" ? pair === undefined || !sameModelName(model.name, pair.model.name) : model.id !== pair?.model.id;
}

/** One sentence a difference, for an error. */
export function describeDifferences(differences: readonly PresetDifference[]): string[] {
    return differences.map(({about, expected, got}) => `${about.replace("-", " ")}: expected ${expected}, got ${got}`);
}

const noDictionary: PresetDifference = {about: "dictionary-missing", level: "error", expected: "a dictionary", got: "none loaded"};

/** Beside the loaded one that it is most likely taken for: of its name, else of its layer. */
function otherDictionary(id: string, expected: Described | undefined, loaded: readonly Described[]): PresetDifference {
    const asked = expected === undefined ? id : describeOne(expected);
    const near = expected && (loaded.find(({name}) => name === expected.name) ?? loaded.find(({layer}) => layer === expected.layer));
    if (near !== undefined) return {about: "dictionary", level: "error", expected: asked, got: describeOne(near)};
    const got = loaded.length === 0 ? "none loaded" : loaded.map(describeOne).join("; ");
    return {about: "dictionary-missing", level: "error", expected: asked, got};
}

const nameOf = ({name, id}: {readonly name: string; readonly id: string}) => (id === "" ? name : `${name} (${id})`);
const describeOne = (one: Described) => `${nameOf(one)}: layer ${one.layer}, ${one.nFeatures} features of width ${one.dModel}`;
