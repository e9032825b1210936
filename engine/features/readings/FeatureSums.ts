import type {Aggregate} from "../../contract/index.ts";
import type {TokenRow} from "./types.ts";

/** What features do over tokens, added up as Ember does: over the ordinary tokens, whether a feature fires on them or not. */
export class FeatureSums {
    readonly #threshold: number;
    #tokens = 0;
    readonly #sums = new Map<number, {sum: number; max: number; active: number}>();

    /** @param threshold a feature is active on a token above this, in activation units */
    constructor(threshold: number) {
        this.#threshold = threshold;
    }

    add({features, values}: Pick<TokenRow, "features" | "values">): void {
        this.#tokens++;
        features.forEach((feature, i) => {
            const value = values[i]!;
            const sums = this.#sums.get(feature) ?? {sum: 0, max: 0, active: 0};
            this.#sums.set(feature, sums);
            sums.sum += value;
            sums.max = Math.max(sums.max, value);
            if (value > this.#threshold) sums.active++;
        });
    }

    /** strongest first; ties by the maximum, then by index */
    strongest(aggregate: Aggregate, k: number, visible: (feature: number) => boolean) {
        const tokens = Math.max(1, this.#tokens);
        return Array.from(this.#sums, ([feature, {sum, max, active}]) => {
            const frequency = active / tokens;
            return {feature, value: {frequency, mean: sum / tokens, max, sum}[aggregate], max, frequency};
        })
            .filter(({feature, value}) => value > 0 && visible(feature))
            .sort((a, b) => b.value - a.value || b.max - a.max || a.feature - b.feature)
            .slice(0, k);
    }
}
