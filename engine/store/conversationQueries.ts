import type {Database} from "better-sqlite3";
import {type Conversation, type ConversationSummary, type Sampling, type Steering, samplingSchema, steeringSchema} from "../contract/index.ts";
import {readJson} from "./readJson.ts";

/** A conversation without its messages; title null: nobody has named it yet. */
export type ConversationRow = Omit<Conversation, "messages" | "title"> & {readonly title: string | null};
export type ConversationListing = Omit<ConversationSummary, "title"> & {readonly title: string | null};

/** What can be changed in one; what is absent stays. */
export interface ConversationChanges {
    readonly title?: string;
    readonly systemPrompt?: string;
    readonly sampling?: Sampling;
    readonly steering?: Steering;
    readonly variantId?: string | null;
    readonly headId?: string | null;
    readonly folderId?: string | null;
    readonly updatedAt?: number;
}

interface Row {
    id: string;
    title: string | null;
    created_at: number;
    updated_at: number;
    system_prompt: string;
    sampling: string;
    steering: string;
    variant_id: string | null;
    head_id: string | null;
    folder_id: string | null;
}

/** Questions about conversations. Ids that do not exist answer undefined or false; the use-cases decide what that means. */
export function conversationQueries(db: Database) {
    const insert = db.prepare<Row>(
        `INSERT INTO conversations (id, title, created_at, updated_at, system_prompt, sampling, steering, variant_id, head_id, folder_id)
         VALUES (@id, @title, @created_at, @updated_at, @system_prompt, @sampling, @steering, @variant_id, @head_id, @folder_id)`
    );
    const newestFirst = db.prepare<[], Omit<Row, "system_prompt" | "sampling" | "steering">>(
        "SELECT id, title, created_at, updated_at, folder_id FROM conversations ORDER BY updated_at DESC, rowid DESC"
    );
    const newestMessages = db.prepare<[string]>(
        "DELETE FROM messages WHERE position IN (SELECT position FROM messages WHERE conversation_id = ? ORDER BY position DESC LIMIT 256)"
    );
    const byId = db.prepare<[string], Row>("SELECT * FROM conversations WHERE id = ?");
    const remove = db.prepare<[string]>("DELETE FROM conversations WHERE id = ?");
    const update = db.prepare<Row>(
        `UPDATE conversations SET title = @title, updated_at = @updated_at, system_prompt = @system_prompt, sampling = @sampling,
         steering = @steering, variant_id = @variant_id, head_id = @head_id, folder_id = @folder_id WHERE id = @id`
    );

    const toConversation = (row: Row): ConversationRow => ({
        id: row.id,
        title: row.title,
        createdAt: row.created_at,
        updatedAt: row.updated_at,
        systemPrompt: row.system_prompt,
        sampling: readJson(samplingSchema, row.sampling, db.name),
        steering: readJson(steeringSchema, row.steering, db.name),
        variantId: row.variant_id,
        headId: row.head_id,
        folderId: row.folder_id
    });

    return {
        insert: (conversation: ConversationRow): void => {
            insert.run(toRow(conversation));
        },
        /** most recently used first */
        listings: (): ConversationListing[] =>
            newestFirst.all().map((row) => ({id: row.id, title: row.title, createdAt: row.created_at, updatedAt: row.updated_at, folderId: row.folder_id})),
        find: (id: string): ConversationRow | undefined => {
            const row = byId.get(id);
            return row && toConversation(row);
        },
        change: (id: string, changes: ConversationChanges): boolean => {
            const row = byId.get(id);
            if (row === undefined) return false;
            update.run(toRow({...toConversation(row), ...changes}));
            return true;
        },
        /** With all its messages, from the newest back: SQLite follows a branch of replies only so deep when the first of them goes. */
        remove: db.transaction((id: string): boolean => {
            while (newestMessages.run(id).changes > 0);
            return remove.run(id).changes > 0;
        })
    };
}

function toRow(conversation: ConversationRow): Row {
    return {
        id: conversation.id,
        title: conversation.title,
        created_at: conversation.createdAt,
        updated_at: conversation.updatedAt,
        system_prompt: conversation.systemPrompt,
        sampling: JSON.stringify(conversation.sampling),
        steering: JSON.stringify(conversation.steering),
        variant_id: conversation.variantId,
        head_id: conversation.headId,
        folder_id: conversation.folderId
    };
}
