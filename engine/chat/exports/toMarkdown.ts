import type {Message} from "../../contract/index.ts";
import {withAttachments} from "../turnsOf.ts";
import {describeAnswer} from "./describeAnswer.ts";

/** What is on screen of a conversation. */
export interface Branch {
    readonly title: string;
    readonly systemPrompt: string;
    readonly createdAt: number;
    /** from the root down */
    readonly messages: readonly Message[];
}

/** A branch to be read, or put into a document. Answers are Markdown already and stand as they were written. */
export function toMarkdown({title, systemPrompt, createdAt, messages}: Branch): string {
    const parts = [`# ${oneLine(title)}`, day(createdAt)];
    if (systemPrompt.trim() !== "") parts.push("## System prompt", systemPrompt);
    for (const message of messages) {
        parts.push(`## ${oneLine(speaker(message))}`);
        const how = describeAnswer(message);
        if (how.length > 0) parts.push(`*${how.map(oneLine).join("; ")}*`);
        parts.push(withAttachments(message));
    }
    return `${parts.join("\n\n")}\n`;
}

export function speaker({role, model}: Message): string {
    if (role === "user") return "You";
    return role === "system" ? "System" : (model ?? "Answer");
}

export const day = (time: number): string => new Date(time).toISOString().slice(0, 10);

/** in one line, and nothing that could end the heading or the emphasis that it stands in */
const oneLine = (text: string) =>
    text
        .replace(/\s+/g, " ")
        .replace(/[*_`<>[\]#\\]/g, "\\$&")
        .trim();
