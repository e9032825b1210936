import type {Aggregate, Inspection} from "../../../engine/contract/featurePages.ts";
import type {TokenReading} from "../../../engine/contract/features.ts";
import type {FeatureId} from "../../../engine/contract/ids.ts";

/** a feature counts as active on a token above this, in activation units */
const ACTIVE_ABOVE = 0.1;

interface Sums {
    readonly label: string | undefined;
    sum: number;
    max: number;
    active: number;
}

/**
 * What features do over an answer's tokens, as `features.inspect` adds them up over a text: over the ordinary tokens, whether a feature
 * fires on them or not. Here from readings that are on screen already, made under the edits that the answer was written with.
 * @param tokens with as many of their features as were asked for: what is missing counts as 0
 */
export function aggregateReadings(tokens: readonly TokenReading[], aggregate: Aggregate, k: number): Inspection {
    const ordinary = tokens.filter(({special}) => !special);
    const sums = new Map<FeatureId, Sums>();
    for (const {top} of ordinary) {
        for (const {feature, value, label} of top) {
            const known = sums.get(feature) ?? {label, sum: 0, max: 0, active: 0};
            sums.set(feature, known);
            known.sum += value;
            known.max = Math.max(known.max, value);
            if (value > ACTIVE_ABOVE) known.active++;
        }
    }
    const count = Math.max(1, ordinary.length);
    const features = [...sums]
        .map(([feature, {label, sum, max, active}]) => {
            const frequency = active / count;
            return {feature, ...(label !== undefined && {label}), value: {frequency, mean: sum / count, max, sum}[aggregate], max, frequency};
        })
        .filter(({value}) => value > 0)
        .sort((a, b) => b.value - a.value || b.max - a.max || a.feature - b.feature)
        .slice(0, k);
    const matrix = tokens.map(({special, top}) => features.map(({feature}) => (special ? 0 : (top.find((value) => value.feature === feature)?.value ?? 0))));
    return {tokens: [...tokens], features, matrix};
}
