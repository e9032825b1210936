import type {Attachment, Message} from "../contract/index.ts";
import type {Turn} from "../llama/types.ts";

/**
 * A branch as the model reads it. Answers that never got a word are left out, and turns of one role in a row (after an answer that
 * failed) become one, because chat templates demand that user and assistant alternate.
 * @param branch from the root down
 */
export function turnsOf(branch: readonly Pick<Message, "role" | "content" | "attachments">[], systemPrompt: string): Turn[] {
    const turns: Turn[] = systemPrompt.trim() === "" ? [] : [{role: "system", content: systemPrompt}];
    for (const message of branch) {
        const {role} = message;
        const content = withAttachments(message);
        if (content === "") continue;
        const last = turns.at(-1);
        if (last?.role === role) turns[turns.length - 1] = {role, content: `${last.content}\n\n${content}`};
        else turns.push({role, content});
    }
    return turns;
}

/** Attachments come before the question's own words, each as a fenced block with its name: the same text always, so that answers can be read again. */
export function withAttachments({content, attachments = []}: Pick<Message, "content" | "attachments">): string {
    return [...attachments.map(fenced), content].filter((text) => text !== "").join("\n\n");
}

function fenced({name, text}: Attachment): string {
    // longer than any in the text, so that the text cannot end it
    const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map(({length}) => length));
    const fence = "`".repeat(longest + 1);
    return `${fence}${name.replace(/[`\s]+/g, " ").trim()}\n${text}${text.endsWith("\n") ? "" : "\n"}${fence}`;
}
