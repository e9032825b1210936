import type {Arm, SweepPoint} from "../../../../engine/contract/evaluation.ts";

/** The score of answers that are not steered by the set: what its own score has to beat. */
export interface Reference {
    readonly name: Arm;
    readonly words: string;
    /** one at strength 0: the same everywhere */
    readonly points: ReadonlyArray<{readonly strength: number; readonly mean: number}>;
}

export const armWords: Record<Arm, string> = {
    unsteered: "unsteered",
    prompt: "prompt only",
    random: "random feature",
    steered: "steered",
    "prompt-and-steer": "prompt + steered"
};

const drawn: readonly Arm[] = ["unsteered", "prompt", "random"];

export function referencesOf(points: readonly SweepPoint[], set: number): readonly Reference[] {
    return drawn.flatMap((name) => {
        const own = points.flatMap(({arm, set: its, strength, score}) =>
            arm === name && (its === undefined || its === set) && score !== null ? [{strength, mean: score.mean}] : []
        );
        return own.length === 0 ? [] : [{name, words: armWords[name], points: own}];
    });
}
