import type {Steering} from "../../../../engine/contract/edits.ts";
import {shown} from "../../../widgets/numbers.ts";

/** What of how edits act differs from the default, each in a few words: `fades over 8`, `length 1`, `cap 0.4 R`. */
export function settingsSummary({scope, decay, normRestore = 0, cap}: Omit<Steering, "edits" | "rules">): readonly string[] {
    return [
        ...(scope === "answer" ? [] : [scope === "all" ? "on all tokens" : "on prompt and answer"]),
        ...(decay === undefined ? [] : [`fades over ${decay.tokens}`]),
        ...(normRestore === 0 ? [] : [`length ${shown(normRestore)}`]),
        ...(cap === undefined ? [] : [`cap ${shown(cap)} R`])
    ];
}
