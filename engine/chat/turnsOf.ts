import type {Message} from "../contract/index.ts";
import type {Turn} from "../llama/types.ts";

/**
 * A branch as the model reads it. Answers that never got a word are left out, and turns of one role in a row (after an answer that
 * failed) become one, because chat templates demand that user and assistant alternate.
 * @param branch from the root down
 */
export function turnsOf(branch: readonly Message[], systemPrompt: string): Turn[] {
    const turns: Turn[] = systemPrompt.trim() === "" ? [] : [{role: "system", content: systemPrompt}];
    for (const {role, content} of branch) {
        if (content === "") continue;
        const last = turns.at(-1);
        if (last?.role === role) turns[turns.length - 1] = {role, content: `${last.content}\n\n${content}`};
        else turns.push({role, content});
    }
    return turns;
}
