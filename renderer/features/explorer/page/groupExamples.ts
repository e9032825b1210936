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

/** The strongest first, then tenth by tenth from the strongest down; tenths without examples are left out. */
export function groupExamples(examples: readonly Example[]): readonly ExampleGroup[] {
    const places: ReadonlyArray<Example["place"]> = ["top", 9, 8, 7, 6, 5, 4, 3, 2, 1, 0];
    return places.flatMap((place) => {
        const own = examples.filter((example) => example.place === place).toSorted((a, b) => b.value - a.value);
        const [first, last] = [own[0], own.at(-1)];
        if (first === undefined || last === undefined) return [];
        const about = first === last ? shown(first.value) : `${shown(last.value)} to ${shown(first.value)}`;
        return [{place, title: titleOf(place), about, examples: own}];
    });
}
