import type {CalibratedDictionary} from "../dictionaries/index.ts";
import {residualNormOf} from "./resolveFeature.ts";
import type {RawEdit, RawSteering} from "./types.ts";

/**
 * |sum of the constant steps| / R, the largest over the layers, whichever of its rules is on: none, one, or all of them. Steps that depend on the token
 * (`pin`, `scale`, and `add` of a dictionary that normalises each token) are not in it.
 * @param raw compiled against these dictionaries
 */
export async function largestStep({edits, rules = []}: RawSteering, dictionaries: readonly CalibratedDictionary[]): Promise<number> {
    const known = new Map(dictionaries.map((dictionary) => [dictionary.file.id, dictionary]));
    const steps = edits.filter(({mode, dictionary}) => mode === "shift" || (mode === "add" && known.get(dictionary)!.file.normalization === "none"));
    const rows = new Map<RawEdit, Float32Array>();
    for (const edit of steps) rows.set(edit, await known.get(edit.dictionary)!.decoderRow(edit.feature));
    const places = rules.map((_, place) => place);
    const lengths = [[], ...places.map((place) => [place]), places].flatMap((on) => {
        const acting = steps.filter(({rule, unless = []}) => (rule === undefined || on.includes(rule)) && !unless.some((place) => on.includes(place)));
        const byLayer = Map.groupBy(acting, ({dictionary}) => known.get(dictionary)!.file.layer);
        return [...byLayer.values()].map(
            (ofLayer) => length(ofLayer, rows) / Math.min(...ofLayer.map(({dictionary}) => residualNormOf(known.get(dictionary)!)))
        );
    });
    return Math.max(0, ...lengths);
}

function length(edits: readonly RawEdit[], rows: ReadonlyMap<RawEdit, Float32Array>): number {
    const sum = new Float64Array(rows.get(edits[0]!)!.length);
    for (const edit of edits) {
        const row = rows.get(edit)!;
        for (let i = 0; i < sum.length; i++) sum[i]! += edit.value * row[i]!;
    }
    return Math.hypot(...sum);
}
