import type {FeaturePage} from "../../../../engine/contract/featurePages.ts";
import {shown} from "../../../widgets/numbers.ts";

type Example = FeaturePage["examples"][number];

export interface ExampleGroup {
    readonly place: Example["place"];
    readonly title: string;
    readonly about: string;
    readonly examples: readonly Example[];
}

function titleOf(place: Example["place"]): string {
    if (place === "top") return "Strongest";
    if (place === 9) return "Strongest tenth";
    return place === 0 ? "Weakest tenth" : `${10 - place}${["st", "nd", "rd"][9 - place] ?? "th"} tenth`;
}

const PLACES: ReadonlyArray<Example["place"]> = ["top", 9, 8, 7, 6, 5, 4, 3, 2, 1, 0];

/** The strongest first, then tenth by tenth from the strongest down; tenths without examples are left out, see `emptyTenths`. */
export function groupExamples(examples: readonly Example[]): readonly ExampleGroup[] {
    return PLACES.flatMap((place) => {
        const own = examples.filter((example) => example.place === place).toSorted((a, b) => b.value - a.value);
        const [first, last] = [own[0], own.at(-1)];
        if (first === undefined || last === undefined) return [];
        const about = first === last ? shown(first.value) : `${shown(last.value)} to ${shown(first.value)}`;
        return [{place, title: titleOf(place), about, examples: own}];
    });
}

/**
 * Which tenths have no example, and why, in a sentence.
 * @param count tokens on which the feature fired
 * @returns undefined where nothing is missing, or nothing is there
 */
export function emptyTenths(examples: readonly Example[], count: number): string | undefined {
    const empty = PLACES.filter((place) => place !== "top" && !examples.some((example) => example.place === place));
    if (examples.length === 0 || empty.length === 0) return undefined;
    const titles = empty.map((place, i) => (i === 0 ? titleOf(place) : titleOf(place).toLowerCase()));
    const named = titles.length === 1 ? titles[0] : `${titles.slice(0, -1).join(", ")} and ${titles.at(-1)}`;
    if (count >= PLACES.length - 1) return `${named}: the harvest kept no example.`;
    return `It fired ${count === 1 ? "once" : `${count} times`} in the harvest: too seldom for an example of every tenth.`;
}
