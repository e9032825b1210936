import type {Edit, Message, Rule} from "../../contract/index.ts";

const ENDINGS: {readonly [Reason in NonNullable<Message["finishReason"]>]?: string} = {
    "max-tokens": "cut at its length",
    "context-full": "cut where the context was full",
    stopped: "stopped",
    interrupted: "interrupted",
    failed: "failed",
    aborted: "ended by a rule",
    handled: "ended by a rule with its reply",
    written: "edited by hand"
};

/** What an answer was written under, in words; features by their numbers. Empty: nothing to say. */
export function describeAnswer({variant, steering, sampling, finishReason}: Message): string[] {
    const facts: string[] = [];
    if (variant !== undefined) facts.push(`variant ${variant}`);
    if (steering !== undefined) {
        const {edits, rules = [], decay, normRestore, cap, scope} = steering;
        const all = [...edits.map(describeEdit), ...rules.map(describeRule)];
        if (all.length > 0) facts.push(`steered: ${all.join(", ")}`, `scope ${scope}`);
        if (decay !== undefined) facts.push(`decay over ${decay.tokens} tokens`);
        if (normRestore !== undefined && normRestore > 0) facts.push(`norm restore ${normRestore}`);
        if (cap !== undefined) facts.push(`cap ${cap}`);
    }
    if (sampling !== undefined) facts.push(`temperature ${sampling.temperature}`, `seed ${sampling.seed}`);
    const ending = finishReason && ENDINGS[finishReason];
    if (ending !== undefined) facts.push(ending);
    return facts;
}

function describeEdit({feature, mode, value, unit, dictionary}: Edit): string {
    const times = unit === "max" ? " × its maximum" : "";
    return `feature ${feature} ${mode} ${value}${times}${dictionary === undefined ? "" : ` (${dictionary})`}`;
}

function describeRule({name, action}: Rule, place: number): string {
    const what = action.type === "set" ? action.edits.map(describeEdit).join(", ") : action.type;
    return `rule ${name ?? place + 1}: ${what}`;
}
