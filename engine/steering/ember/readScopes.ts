import {CONDITION_LIMITS, type Comparison, type Condition, comparisonOperatorSchema, type FeatureReading, type Rule} from "../../contract/index.ts";
import {requireBounded} from "../compileCondition.ts";
import {badEdit, featureAt, type JsonObject, listAt, numberAt, objectAt} from "./emberJson.ts";
import {emberUnit} from "./emberUnit.ts";
import {readEdits} from "./readEdits.ts";
import type {EmberReading} from "./types.ts";

/**
 * The scopes of a variant or controller as rules: of a controller `{conditionals, controller, event_name}`, of a variant also `{condition,
 * nested_variant}`. A scope within a scope holds where both do. Ember's scopes stay on once they were, so its rules are sticky.
 * @param outer condition of the scope around them
 * @throws EngineError `steering/bad-edit`, `steering/bad-condition` (too deep or too large), `input/invalid`
 */
export function readScopes(holder: JsonObject, where: string, reading: EmberReading, outer?: Condition): Rule[] {
    return listAt(holder.scopes, `scopes of ${where}`).flatMap((value, i) => {
        const at = `scope ${i + 1} of ${where}`;
        const scope = objectAt(value, at);
        const own = readGroup(scope.conditionals ?? scope.condition, `conditions of ${at}`, reading);
        const when: Condition = outer === undefined ? own : {all: [outer, own]};
        const inner = objectAt(scope.controller ?? scope.nested_variant ?? {}, `controller of ${at}`);
        const edits = readEdits(inner, at, reading);
        const rule = (action: Rule["action"]): Rule => ({when, on: "both", sticky: true, action});
        const rules = [
            ...(typeof scope.event_name === "string" && scope.event_name !== "" ? [rule(readEvent(scope.event_name, at, reading))] : []),
            ...(edits.length > 0 ? [rule({type: "set", edits})] : []),
            ...readScopes(inner, at, reading, when)
        ];
        if (rules.length === 0) reading.notes.add(`${at} does nothing where it holds: it is left out.`);
        else requireBounded(when);
        return rules;
    });
}

/** `{conditionals, operator}`, whose members are comparisons, or such groups again. */
function readGroup(value: unknown, where: string, reading: EmberReading): Condition {
    const group = objectAt(value, where);
    if (group.left_hand !== undefined) return readComparison(group, where, reading);
    const members = listAt(group.conditionals, where).map((member, i) => readGroup(member, `condition ${i + 1} of ${where}`, reading));
    if (members.length === 0) throw badEdit(`${where} compare nothing`);
    if (members.length === 1) return members[0]!;
    const operator = typeof group.operator === "string" ? group.operator.toUpperCase() : group.operator;
    if (operator === "AND") return {all: members};
    if (operator === "OR") return {any: members};
    throw badEdit(`${where} are joined by ${JSON.stringify(group.operator)?.slice(0, 50) ?? "nothing"}; AND and OR are known`);
}

function readComparison({left_hand, right_hand, operator: asked}: JsonObject, where: string, reading: EmberReading): Comparison {
    const operator = comparisonOperatorSchema.safeParse(asked).data;
    if (operator === undefined)
        throw badEdit(`${where} compare with ${JSON.stringify(asked)?.slice(0, 50) ?? "nothing"}; ${comparisonOperatorSchema.options.join(" ")} are known`);
    if (typeof right_hand === "object" && right_hand !== null)
        return {left: readFeatures(left_hand, "max", where, reading), operator, right: readFeatures(right_hand, "max", where, reading)};
    const right = numberAt(right_hand, `right side of ${where}`);
    return {left: readFeatures(left_hand, emberUnit(right), where, reading), operator, right};
}

/** A feature or a group of them; Ember does not say how a group becomes one number. */
function readFeatures(value: unknown, unit: FeatureReading["unit"], where: string, reading: EmberReading): FeatureReading {
    const side = objectAt(value, `a side of ${where}`);
    const named = side.features === undefined ? [side] : listAt(side.features, `features of ${where}`);
    if (named.length === 0) throw badEdit(`${where} compare no feature`);
    if (named.length > CONDITION_LIMITS.features) throw badEdit(`${where} read ${named.length} features as one number; ${CONDITION_LIMITS.features} at most`);
    if (named.length > 1) reading.notes.add("Conditions on several features read the strongest of them.");
    return {features: named.map((one, i) => featureAt(one, `feature ${i + 1} of ${where}`, reading)), combine: "max", unit, dictionary: reading.dictionary};
}

/** Ember writes `abort_when` as a handler under a random name: nothing in the file tells the two apart, but a name that says so. */
function readEvent(event: string, where: string, {notes}: EmberReading): Rule["action"] {
    if (/^abort/i.test(event)) return {type: "abort"};
    notes.add(
        `${where} called a handler, which is code that the file does not hold: its event is told, and the answer goes on. Make it an abort or give it a reply to end it.`
    );
    return {type: "handle", event: [...event].join("").slice(0, 100)};
}
