import type {Condition, Edit, FeatureReading, Rule, Steering} from "../contract/index.ts";

/** A steering with each of its edits and readings replaced; trees are as deep as the contract lets them be. */
export function mapSteering(
    steering: Steering,
    change: {readonly edit?: (edit: Edit) => Edit; readonly reading?: (reading: FeatureReading) => FeatureReading}
): Steering {
    const {edit = (same) => same, reading = (same) => same} = change;
    const tree = (condition: Condition): Condition => {
        if ("all" in condition) return {all: condition.all.map(tree)};
        if ("any" in condition) return {any: condition.any.map(tree)};
        const {left, operator, right} = condition;
        return {left: reading(left), operator, right: typeof right === "number" ? right : reading(right)};
    };
    const rule = (one: Rule): Rule => ({
        ...one,
        when: tree(one.when),
        action: one.action.type === "set" ? {type: "set", edits: one.action.edits.map(edit)} : one.action
    });
    return {...steering, edits: steering.edits.map(edit), ...(steering.rules !== undefined && {rules: steering.rules.map(rule)})};
}

/** Names the dictionary of everything that names none, so that it means the same beside any other. */
export function writtenOut(steering: Steering, dictionary: string | undefined): Steering {
    if (dictionary === undefined) return steering;
    const named = <T extends {readonly dictionary?: string | undefined}>(one: T): T => (one.dictionary === undefined ? {...one, dictionary} : one);
    return mapSteering(steering, {edit: named, reading: named});
}
