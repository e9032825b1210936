import type {Edit, Steering} from "./edits.ts";

/**
 * A steering so many times as strong: its nudges and adds times the factor; its pins and scales go with them, a pin's target times the factor and a scale's
 * distance from 1. At factor 0 nothing acts.
 * @param factor for a step of s R: s / the length of the steering's own step; where it has no step (pins and scales alone), s itself
 */
export function scaleSteering(steering: Steering, factor: number): Steering {
    const {rules = [], ...rest} = steering;
    const scaled = (edits: readonly Edit[]) => (factor === 0 ? [] : edits.map((edit) => scaledEdit(edit, factor)));
    const acting = rules.flatMap((rule) => {
        if (rule.action.type !== "set") return [rule];
        const edits = scaled(rule.action.edits);
        return edits.length === 0 ? [] : [{...rule, action: {...rule.action, edits}}];
    });
    return {...rest, edits: scaled(steering.edits), ...(acting.length > 0 && {rules: acting})};
}

function scaledEdit(edit: Edit, factor: number): Edit {
    return {...edit, value: edit.mode === "scale" ? 1 + (edit.value - 1) * factor : edit.value * factor};
}
