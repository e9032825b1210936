import type {Condition, FeatureReading} from "../../../../engine/contract/conditions.ts";
import type {Edit, Rule, RuleAction} from "../../../../engine/contract/edits.ts";
import type {FeatureId} from "../../../../engine/contract/ids.ts";
import {shown} from "../../../widgets/numbers.ts";
import {describeStrength} from "../edits.ts";
import {childrenOf, isComparison, joinOf} from "./conditionTree.ts";

/** What a feature is called; no dictionary: the first loaded one. */
export type NameOf = (feature: FeatureId, dictionary: string | undefined) => string;

export const combineWords = {max: "the strongest of", mean: "the mean of", sum: "the sum of"} as const;
export const operatorWords = {">": ">", ">=": "≥", "<": "<", "<=": "≤", "==": "=", "!=": "≠"} as const;
export const placeWords = {prompt: "the question", answer: "the answer", both: "the question and the answer"} as const;

export function readingWords({features, combine, dictionary}: FeatureReading, nameOf: NameOf): string {
    const names = features.map((feature) => nameOf(feature, dictionary));
    return names.length === 1 ? `${names[0]}` : `${combineWords[combine]} ${names.join(", ")}`;
}

/** `pirate manner > 0.5 × max and (space = 0 or sea > 2)` */
export function conditionWords(condition: Condition, nameOf: NameOf): string {
    if (isComparison(condition)) {
        const {left, operator, right} = condition;
        const unit = left.unit === "max" ? " × max" : "";
        return `${readingWords(left, nameOf)} ${operatorWords[operator]} ${typeof right === "number" ? `${shown(right, 3)}${unit}` : readingWords(right, nameOf)}`;
    }
    const word = joinOf(condition) === "any" ? " or " : " and ";
    return childrenOf(condition)
        .map((child) => (isComparison(child) || childrenOf(child).length === 1 ? conditionWords(child, nameOf) : `(${conditionWords(child, nameOf)})`))
        .join(word);
}

export const editWords = (edit: Edit, nameOf: NameOf) => `${nameOf(edit.feature, edit.dictionary)} ${describeStrength(edit)}`;

export function actionWords(action: RuleAction, nameOf: NameOf): string {
    switch (action.type) {
        case "set":
            return `set ${action.edits.map((edit) => editWords(edit, nameOf)).join(", ")}`;
        case "abort":
            return action.message === undefined ? "stop the answer" : `stop the answer: ${action.message}`;
        case "handle":
            return action.reply === undefined ? `tell of “${action.event}”` : `say “${action.reply}” (${action.event})`;
        default:
            return action satisfies never;
    }
}

/** A rule as one sentence. */
export function ruleWords({when, on, sticky, action}: Rule, nameOf: NameOf): string {
    const reach = action.type === "set" ? `, ${sticky ? "from then on" : "only there"}` : "";
    return `When ${conditionWords(when, nameOf)} on ${placeWords[on]}${reach}: ${actionWords(action, nameOf)}`;
}

/** What a rule is called: its own name, or its number from 1. */
export const ruleTitle = (rule: Rule | undefined, index: number) => rule?.name || `Rule ${index + 1}`;
