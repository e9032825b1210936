import type {Database} from "better-sqlite3";
import type {Message, MessageHit} from "../contract/index.ts";
import {messageWords} from "./messageWords.ts";
import {snippetOf} from "./snippetOf.ts";

/** A found message; title null: nobody has named its conversation. */
export type FoundMessage = Omit<MessageHit, "title"> & {readonly title: string | null};

interface Row {
    conversation_id: string;
    title: string | null;
    id: string;
    role: Message["role"];
    created_at: number;
    content: string;
}

interface Parameters {
    readonly query: string;
    readonly limit: number;
}

/** Ranking takes time for each match; of a word that more messages hold than this the newest are ranked. */
const RANKED = 10_000;

/** Messages by their words: every word a prefix, all of them in one message, whatever their accents. */
export function messageSearchQueries(db: Database) {
    const read = `SELECT message.conversation_id, conversation.title, message.id, message.role, message.created_at, message.content
        FROM found CROSS JOIN messages message ON message.position = found.position JOIN conversations conversation ON conversation.id = message.conversation_id`;
    const everywhere = db.prepare<Parameters, Row>(
        `WITH newest AS (
            SELECT rowid AS position, bm25(message_words) AS rank FROM message_words WHERE message_words MATCH @query ORDER BY rowid DESC LIMIT ${RANKED}
         ), found AS (SELECT position, rank FROM newest ORDER BY rank, position DESC LIMIT @limit)
         ${read} ORDER BY found.rank, found.position DESC`
    );
    const within = db.prepare<Parameters & {readonly conversationId: string}, Row>(
        `WITH place AS (SELECT MIN(position) AS first, MAX(position) AS last FROM messages WHERE conversation_id = @conversationId), found AS (
            SELECT rowid AS position FROM message_words
            WHERE message_words MATCH @query AND rowid >= (SELECT first FROM place) AND rowid <= (SELECT last FROM place)
                AND (SELECT conversation_id FROM messages WHERE position = message_words.rowid) = @conversationId
            ORDER BY rowid LIMIT @limit
         ) ${read} ORDER BY found.position`
    );

    return {
        /** best first; in one conversation in order of creation; nothing where nothing searchable was typed */
        matching: (typed: string, limit: number, conversationId?: string): FoundMessage[] => {
            const query = messageWords(typed, "AND");
            if (query === undefined) return [];
            const words = typed.match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
            const rows = conversationId === undefined ? everywhere.all({query, limit}) : within.all({query, limit, conversationId});
            return rows.map((row) => ({
                conversationId: row.conversation_id,
                title: row.title,
                messageId: row.id,
                role: row.role,
                createdAt: row.created_at,
                snippet: snippetOf(row.content, words)
            }));
        }
    };
}
