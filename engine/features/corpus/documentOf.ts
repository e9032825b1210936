import {z} from "zod";
import type {CorpusDocument, CorpusTurn} from "./types.ts";

const roles: Readonly<Record<string, CorpusTurn["role"]>> = {
    system: "system",
    developer: "system",
    user: "user",
    human: "user",
    prompter: "user",
    assistant: "assistant",
    gpt: "assistant",
    bot: "assistant",
    model: "assistant",
    chatgpt: "assistant"
};

const part = z.union([z.string(), z.object({text: z.string()}).transform(({text}) => text)]);
/** OpenAI's messages (content may come in parts) and ShareGPT's. */
const turn = z.union([
    z
        .object({role: z.string(), content: z.union([z.string(), z.array(part).transform((parts) => parts.join(""))])})
        .transform(({role, content}) => ({role, content})),
    z.object({from: z.string(), value: z.string()}).transform(({from, value}) => ({role: from, content: value}))
]);
const turns = z.array(turn).min(1);

const shapes = [
    z.object({messages: turns}).transform(({messages}) => messages),
    z.object({conversations: turns}).transform(({conversations}) => conversations),
    z.object({conversation: turns}).transform(({conversation}) => conversation),
    z
        .object({instruction: z.string(), input: z.string().nullish(), output: z.string()})
        .transform(({instruction, input, output}) => pair(input ? `${instruction}\n\n${input}` : instruction, output)),
    z.object({prompt: z.string(), response: z.string()}).transform(({prompt, response}) => pair(prompt, response)),
    z.object({prompt: z.string(), completion: z.string()}).transform(({prompt, completion}) => pair(prompt, completion)),
    z.object({question: z.string(), answer: z.string()}).transform(({question, answer}) => pair(question, answer)),
    turns
];
/** What a row of any of these shapes can be made of: the columns of a table that are worth reading. */
export const DOCUMENT_COLUMNS: ReadonlySet<string> = new Set([
    "messages",
    "conversations",
    "conversation",
    "instruction",
    "input",
    "output",
    "prompt",
    "response",
    "completion",
    "question",
    "answer",
    "text",
    "content"
]);

const prose = [z.string(), z.object({text: z.string()}).transform(({text}) => text), z.object({content: z.string()}).transform(({content}) => content)];

function pair(user: string, assistant: string) {
    return [
        {role: "user", content: user},
        {role: "assistant", content: assistant}
    ];
}

/**
 * A row of a data set as a document: the shapes that conversations and texts are usually published in.
 * @returns undefined for a row of another shape
 */
export function documentOf(row: unknown): CorpusDocument | undefined {
    for (const shape of shapes) {
        const parsed = shape.safeParse(row);
        if (!parsed.success) continue;
        const known = parsed.data.flatMap(({role, content}) => (roles[role.toLowerCase()] === undefined ? [] : [{role: roles[role.toLowerCase()]!, content}]));
        if (known.length === parsed.data.length) return {turns: known};
    }
    for (const shape of prose) {
        const parsed = shape.safeParse(row);
        if (parsed.success) return {text: parsed.data};
    }
    return undefined;
}
