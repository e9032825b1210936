import {CONDITION_LIMITS, type Condition} from "../../../../engine/contract/conditions.ts";
import {MAX_EDITS, type Steering} from "../../../../engine/contract/edits.ts";
import type {DictionaryInfo} from "../../../../engine/contract/models.ts";
import {editsOf} from "../../../../engine/contract/steeringFeatures.ts";
import {count} from "../../../widgets/numbers.ts";

/** what a dictionary is known by here */
export type KnownDictionary = Pick<DictionaryInfo, "id" | "nFeatures">;

const LARGEST = 1e9;

type Place = readonly (string | number)[];
const at = (place: Place, problem: string) => (place.length === 0 ? problem : `${place.join(".")}: ${problem}`);

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

/**
 * Why a JSON value is no steering whatever its fields are: conditions nested too deep, or a number that is none. null: nothing of it.
 * Walks with a stack of its own, as what is pasted may be deeper than JavaScript's.
 */
export function whyUnreadable(value: unknown): string | null {
    const waiting: {inner: unknown; place: Place; levels: number}[] = [{inner: value, place: [], levels: 1}];
    while (waiting.length > 0) {
        const {inner, place, levels} = waiting.pop()!;
        if (levels > CONDITION_LIMITS.depth) return at(place.slice(0, 3), `conditions are nested more than ${CONDITION_LIMITS.depth} levels deep`);
        if (typeof inner === "number" && !(Math.abs(inner) <= LARGEST)) return at(place, `the number is too large: at most ±${count(LARGEST)}`);
        if (!isObject(inner)) continue;
        // a list of lists is no condition, but is as deep
        for (const [key, child] of Object.entries(inner).toReversed())
            waiting.push({inner: child, place: [...place.slice(0, 40), key], levels: levels + (key === "all" || key === "any" ? 1 : 0)});
    }
    return null;
}

/** The first key of what was written that reading it left out, with its place; null: there is none. */
export function unknownKey(written: unknown, read: unknown, place: Place = []): string | null {
    if (!isObject(written) || !isObject(read)) return null;
    for (const [key, value] of Object.entries(written)) {
        if (!(key in read)) return at(place, `unknown key ${key}`);
        const inner = unknownKey(value, read[key], [...place, key]);
        if (inner !== null) return inner;
    }
    return null;
}

/** Why a steering could never run: too many edits, or a feature that its dictionary does not have; null: nothing of it. */
export function whyUnusable(steering: Steering, dictionaries: readonly KnownDictionary[]): string | null {
    const nEdits = editsOf(steering).length;
    if (nEdits > MAX_EDITS) return `edits: ${count(nEdits)} edits; at most ${count(MAX_EDITS)}`;
    const why = (feature: number, dictionary: string | undefined, place: Place) => {
        const info = dictionary === undefined ? dictionaries[0] : dictionaries.find(({id}) => id === dictionary);
        return info === undefined || feature < info.nFeatures
            ? null
            : at(place, `feature ${feature} is not in the dictionary, whose last is ${info.nFeatures - 1}`);
    };
    const inEdits = (edits: Steering["edits"], place: Place) => first(edits, (edit, index) => why(edit.feature, edit.dictionary, [...place, index, "feature"]));
    const inCondition = (condition: Condition, place: Place): string | null => {
        if ("all" in condition) return first(condition.all, (child, index) => inCondition(child, [...place, "all", index]));
        if ("any" in condition) return first(condition.any, (child, index) => inCondition(child, [...place, "any", index]));
        return first(["left", "right"] as const, (side) => {
            const reading = condition[side];
            if (typeof reading === "number") return null;
            return first(reading.features, (feature, index) => why(feature, reading.dictionary, [...place, side, "features", index]));
        });
    };
    return (
        inEdits(steering.edits, ["edits"]) ??
        first(
            steering.rules ?? [],
            ({when, action}, index) =>
                inCondition(when, ["rules", index, "when"]) ?? (action.type === "set" ? inEdits(action.edits, ["rules", index, "action", "edits"]) : null)
        )
    );
}

function first<Item>(items: readonly Item[], why: (item: Item, index: number) => string | null): string | null {
    for (const [index, item] of items.entries()) {
        const found = why(item, index);
        if (found !== null) return found;
    }
    return null;
}
