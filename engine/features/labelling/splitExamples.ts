import type {ChosenExample} from "../harvest/chooseExamples.ts";

/** FACTS: 4 of the strongest and 8 over the tenths are explained; 10 decide whether the description holds. */
const TOP_EXPLAINED = 4;
const TENTHS_EXPLAINED = 8;
export const POSITIVES = 10;
/** Of those asked about, so that a description has to hold for weak activations too. */
const TENTHS_ASKED = 5;

export interface SplitExamples<Example> {
    readonly explained: readonly Example[];
    /** asked about; those that the labeller has not seen come first */
    readonly asked: readonly Example[];
}

/**
 * Which of a feature's examples are explained, and on which the description is tried. Explained are every second of the strongest, and one each of eight tenths;
 * asked are others of the strongest, and others over all the tenths, so that neither half is the easy one. What is missing of ten is filled up with explained
 * ones, the weakest first.
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
    const oneOfEach = [...Map.groupBy(tenths, ({place}) => place).values()].map((own) => own[Math.floor(own.length / 2)]!);
    // of one in five none is explained, from the second on
    const explainedTenths = oneOfEach.filter((_, i) => i % 5 !== 1).slice(0, TENTHS_EXPLAINED);
    const explained = [...explainedTop, ...explainedTenths];
    const texts = new Set(explained.map(({context}) => context));
    const isHeld = (example: Example) => !explained.includes(example);
    const heldTenths = tenths.filter(isHeld);
    // a passage a few tokens on in a text that was explained is hardly another one
    const elsewhere = heldTenths.filter(({context}) => !texts.has(context));
    const askedTenths = spread(elsewhere.length < TENTHS_ASKED ? heldTenths : elsewhere, TENTHS_ASKED);
    const askedTop = top.filter(isHeld).slice(0, POSITIVES - askedTenths.length);
    const rest = heldTenths.filter((example) => !askedTenths.includes(example));
    return {explained, asked: [...askedTop, ...askedTenths, ...rest, ...explained.toReversed()].slice(0, POSITIVES)};
}

/** At most so many, from all over the list, both ends among them. */
const spread = <T>(list: readonly T[], most: number): readonly T[] =>
    list.length <= most ? list : Array.from({length: most}, (_, i) => list[Math.round((i * (list.length - 1)) / (most - 1))]!);
