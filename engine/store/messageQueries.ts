import type {Database} from "better-sqlite3";
import {
    type FinishReason,
    finishReasonSchema,
    type GenerationStats,
    generationStatsSchema,
    type Message,
    samplingSchema,
    steeringSchema
} from "../contract/index.ts";
import {readJson} from "./readJson.ts";

interface Row {
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
}

/** How an answer ended. */
export interface Ending {
    readonly content: string;
    readonly finishReason: FinishReason;
    readonly stats?: GenerationStats | undefined;
}

/** Questions about the tree of messages. */
export function messageQueries(db: Database) {
    const insert = db.prepare<Row>(
        `INSERT INTO messages (id, conversation_id, parent_id, role, content, created_at, steering, sampling, model, stats, finish_reason)
         VALUES (@id, @conversation_id, @parent_id, @role, @content, @created_at, @steering, @sampling, @model, @stats, @finish_reason)`
    );
    const byId = db.prepare<[string], Row>("SELECT * FROM messages WHERE id = ?");
    const ofConversation = db.prepare<[string], Row>("SELECT * FROM messages WHERE conversation_id = ? ORDER BY position");
    const branch = db.prepare<[string], Row>(
        `WITH RECURSIVE branch (id, depth) AS (
            SELECT id, 0 FROM messages WHERE id = ?
            UNION ALL SELECT child.parent_id, depth + 1 FROM branch JOIN messages child ON child.id = branch.id WHERE child.parent_id IS NOT NULL
         ) SELECT messages.* FROM branch JOIN messages ON messages.id = branch.id ORDER BY branch.depth DESC`
    );
    const newestLeaf = db.prepare<[string], {id: string}>(
        `WITH RECURSIVE tree (id) AS (SELECT ? UNION ALL SELECT child.id FROM tree JOIN messages child ON child.parent_id = tree.id)
         SELECT messages.id FROM tree JOIN messages ON messages.id = tree.id
         WHERE NOT EXISTS (SELECT 1 FROM messages child WHERE child.parent_id = messages.id) ORDER BY messages.position DESC LIMIT 1`
    );
    const write = db.prepare<[string, string]>("UPDATE messages SET content = ? WHERE id = ?");
    const finish = db.prepare<[string, string, string | null, string]>("UPDATE messages SET content = ?, finish_reason = ?, stats = ? WHERE id = ?");
    const reopen = db.prepare<[string]>("UPDATE messages SET finish_reason = NULL WHERE id = ?");
    const interrupt = db.prepare("UPDATE messages SET finish_reason = 'interrupted' WHERE role = 'assistant' AND finish_reason IS NULL");

    const toMessage = (row: Row): Message => ({
        id: row.id,
        conversationId: row.conversation_id,
        parentId: row.parent_id,
        role: row.role,
        content: row.content,
        createdAt: row.created_at,
        ...(row.steering !== null && {steering: readJson(steeringSchema, row.steering, db.name)}),
        ...(row.sampling !== null && {sampling: readJson(samplingSchema, row.sampling, db.name)}),
        ...(row.model !== null && {model: row.model}),
        ...(row.stats !== null && {stats: readJson(generationStatsSchema, row.stats, db.name)}),
        ...(row.finish_reason !== null && {finishReason: readJson(finishReasonSchema, JSON.stringify(row.finish_reason), db.name)})
    });

    return {
        insert: (message: Message): void => {
            insert.run(toRow(message));
        },
        find: (id: string): Message | undefined => {
            const row = byId.get(id);
            return row && toMessage(row);
        },
        /** the whole tree, in order of creation */
        ofConversation: (conversationId: string): Message[] => ofConversation.all(conversationId).map(toMessage),
        /** from the root down to this message, inclusive */
        branchTo: (id: string): Message[] => branch.all(id).map(toMessage),
        /** the newest leaf at or under this message */
        newestLeafUnder: (id: string): string | undefined => newestLeaf.get(id)?.id,
        /** the text so far of an answer that is being written */
        write: (id: string, content: string): void => {
            write.run(content, id);
        },
        finish: (id: string, {content, finishReason, stats}: Ending): void => {
            finish.run(content, finishReason, stats ? JSON.stringify(stats) : null, id);
        },
        /** marks an answer as being written again */
        reopen: (id: string): void => {
            reopen.run(id);
        },
        /** answers that a killed engine left behind become `interrupted` and keep their text; @returns how many */
        interruptUnfinished: (): number => interrupt.run().changes
    };
}

function toRow(message: Message): Row {
    return {
        id: message.id,
        conversation_id: message.conversationId,
        parent_id: message.parentId,
        role: message.role,
        content: message.content,
        created_at: message.createdAt,
        steering: message.steering ? JSON.stringify(message.steering) : null,
        sampling: message.sampling ? JSON.stringify(message.sampling) : null,
        model: message.model ?? null,
        stats: message.stats ? JSON.stringify(message.stats) : null,
        finish_reason: message.finishReason ?? null
    };
}
