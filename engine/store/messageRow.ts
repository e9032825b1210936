import {z} from "zod";
import {attachmentSchema, finishReasonSchema, firingSchema, generationStatsSchema, type Message, samplingSchema, steeringSchema} from "../contract/index.ts";
import {readJson, rememberJson} from "./readJson.ts";

export interface MessageRow {
    id: string;
    conversation_id: string;
    parent_id: string | null;
    role: Message["role"];
    content: string;
    created_at: number;
    steering: string | null;
    sampling: string | null;
    model: string | null;
    stats: string | null;
    finish_reason: string | null;
    comparison: string | null;
    variant: string | null;
    firings: string | null;
    prompt_date: string | null;
    attachments: string | null;
    edited_from: string | null;
}

const firingsSchema = z.array(firingSchema);
const attachmentsSchema = z.array(attachmentSchema);

/**
 * How rows become messages.
 * @param path of the database, for `store/corrupt`
 */
export function messageReader(path: string): (row: MessageRow) => Message {
    const steering = rememberJson(steeringSchema, path);
    const sampling = rememberJson(samplingSchema, path);
    const finishReason = rememberJson(finishReasonSchema, path);
    return (row) => {
        const message: Message = {
            id: row.id,
            conversationId: row.conversation_id,
            parentId: row.parent_id,
            role: row.role,
            content: row.content,
            createdAt: row.created_at
        };
        if (row.steering !== null) message.steering = steering(row.steering);
        if (row.sampling !== null) message.sampling = sampling(row.sampling);
        if (row.model !== null) message.model = row.model;
        if (row.stats !== null) message.stats = readJson(generationStatsSchema, row.stats, path);
        if (row.finish_reason !== null) message.finishReason = finishReason(`"${row.finish_reason}"`);
        if (row.comparison !== null) message.comparison = row.comparison;
        if (row.variant !== null) message.variant = row.variant;
        if (row.firings !== null) message.firings = readJson(firingsSchema, row.firings, path);
        if (row.prompt_date !== null) message.promptDate = row.prompt_date;
        if (row.attachments !== null) message.attachments = readJson(attachmentsSchema, row.attachments, path);
        if (row.edited_from !== null) message.editedFrom = row.edited_from;
        return message;
    };
}

export function toMessageRow(message: Message): MessageRow {
    return {
        id: message.id,
        conversation_id: message.conversationId,
        parent_id: message.parentId,
        role: message.role,
        content: message.content,
        created_at: message.createdAt,
        steering: json(message.steering),
        sampling: json(message.sampling),
        model: message.model ?? null,
        stats: json(message.stats),
        finish_reason: message.finishReason ?? null,
        comparison: message.comparison ?? null,
        variant: message.variant ?? null,
        firings: json(message.firings),
        prompt_date: message.promptDate ?? null,
        attachments: json(message.attachments),
        edited_from: message.editedFrom ?? null
    };
}

function json(value: object | undefined): string | null {
    return value === undefined ? null : JSON.stringify(value);
}
