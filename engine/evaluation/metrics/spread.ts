import type {Spread} from "../../contract/index.ts";

/**
 * Mean with quartiles (linear between neighbours) over prompts.
 * @param byPrompt values of each prompt's seeds, of which the mean counts; null: could not be had
 * @returns null where there is none
 */
export function spread(byPrompt: readonly (readonly (number | null)[])[]): Spread | null {
    const values = byPrompt
        .map((seeds) => seeds.filter((value) => value !== null))
        .filter((seeds) => seeds.length > 0)
        .map(mean)
        .sort((a, b) => a - b);
    if (values.length === 0) return null;
    return {mean: mean(values), low: quantile(values, 0.25), high: quantile(values, 0.75), n: values.length};
}

export const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** @param ascending at least one */
function quantile(ascending: readonly number[], share: number): number {
    const at = (ascending.length - 1) * share;
    const below = Math.floor(at);
    const [low, high] = [ascending[below]!, ascending[Math.min(below + 1, ascending.length - 1)]!];
    return low + (high - low) * (at - below);
}
