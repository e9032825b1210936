import {type Condition, conditionSchema} from "../../../../engine/contract/conditions.ts";
import type {Autocondition} from "../../../../engine/contract/evaluation.ts";

/** A condition that was found, ready for a rule; null where there is none. */
export function conditionOf({condition}: Pick<Autocondition, "condition">): Condition | null {
    const parsed = conditionSchema.safeParse(condition);
    return parsed.success ? parsed.data : null;
}

/** One of the candidates as a condition of its own, its threshold in the unit that it was found in. */
export const conditionOfCandidate = ({feature, threshold, unit}: Autocondition["candidates"][number], dictionary: string): Condition => ({
    left: {features: [feature], combine: "max", unit, dictionary},
    operator: ">",
    right: threshold
});
