import type {ChosenExample} from "../harvest/chooseExamples.ts";

/** FACTS: 4 of the strongest and 8 over the tenths are explained; 10 decide whether the description holds. */
const TOP_EXPLAINED = 4;
const TENTHS_EXPLAINED = 8;
export const POSITIVES = 10;

export interface SplitExamples<Example> {
    readonly explained: readonly Example[];
    /** asked about; those that the labeller has not seen come first */
    readonly asked: readonly Example[];
}

/**
 * Which of a feature's examples (twenty at most) are explained, and on which the description is tried. Every second of the strongest is held back, and of
 * the tenths a strong and a weak one, so that neither half is the easy one; what is missing of ten is filled up with explained ones, the weakest first.
 */
export function splitExamples<Example extends Pick<ChosenExample, "place" | "context" | "position">>(examples: readonly Example[]): SplitExamples<Example> {
    const seen = new Set<string>();
    const different = examples.filter(({context, position}) => {
        const key = `${context} ${position}`;
        return !seen.has(key) && seen.add(key) !== undefined;
    });
    const top = different.filter(({place}) => place === "top");
    const tenths = different.filter(({place}) => place !== "top");
    const explainedTop = top.filter((_, i) => i % 2 === 0).slice(0, TOP_EXPLAINED);
    // one in five is held back, from the second on
    const explainedTenths = tenths.filter((_, i) => i % 5 !== 1).slice(0, TENTHS_EXPLAINED);
    const explained = [...explainedTop, ...explainedTenths];
    const held = different.filter((example) => !explained.includes(example));
    return {explained, asked: [...held, ...explained.toReversed()].slice(0, POSITIVES)};
}
