import {type Comparison, comparisonsOf, type Edit, type FeatureReading, type Rule} from "../../contract/index.ts";
import {emberUnit} from "./emberUnit.ts";

/** What of a steering Ember can say: nudges and pins on its scale, of one dictionary, and rules made of these, sticky, on prompt and answer. */
export function emberWords(dictionary: string | undefined) {
    const ofEdit = (edit: Edit) => edit.dictionary === dictionary && isEmbers(edit);
    const readable = (reading: FeatureReading, unit: FeatureReading["unit"]) =>
        reading.dictionary === dictionary && reading.unit === unit && (reading.combine === "max" || reading.features.length === 1);
    const ofComparison = ({left, right}: Comparison) =>
        typeof right === "number" ? readable(left, emberUnit(right)) : readable(left, "max") && readable(right, "max");
    return {
        ofEdit,
        ofComparison,
        ofRule: ({when, on, sticky, action}: Rule) =>
            on === "both" && sticky && comparisonsOf(when).every(ofComparison) && (action.type !== "set" || action.edits.every(ofEdit))
    };
}

const isEmbers = ({mode, value, unit}: Edit) => mode === "nudge" || (mode === "pin" && unit === "max" && emberUnit(value) === "max");
