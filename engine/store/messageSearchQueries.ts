import {randomBytes} from "node:crypto";
import type {Database} from "better-sqlite3";
import type {Message, MessageHit} from "../contract/index.ts";
import {labelWords} from "./labelWords.ts";

/** A found message; title null: nobody has named its conversation. */
export type FoundMessage = Omit<MessageHit, "title"> & {readonly title: string | null};

interface Row {
    conversation_id: string;
    title: string | null;
    id: string;
    role: Message["role"];
    created_at: number;
    snippet: string;
}

/** Words of a snippet. */
const SNIPPET_WORDS = 24;

/** Messages by their words: every word a prefix, all of them in one message, whatever their accents. */
export function messageSearchQueries(db: Database) {
    // ranked by the index alone first: only what is shown is read and cut
    const found = (from: string, order: string, last: string) =>
        db.prepare<Parameters, Row>(
            `WITH found AS (SELECT message_words.rowid AS position, rank ${from} LIMIT @limit)
             SELECT message.conversation_id, conversation.title, message.id, message.role, message.created_at,
                snippet(message_words, 0, @open, @close, '…', ${SNIPPET_WORDS}) AS snippet
             FROM found JOIN message_words ON message_words.rowid = found.position
                JOIN messages message ON message.position = found.position JOIN conversations conversation ON conversation.id = message.conversation_id
             WHERE message_words MATCH @query ORDER BY ${order}${last}`
        );
    const everywhere = found("FROM message_words WHERE message_words MATCH @query ORDER BY rank", "found.rank", ", found.position DESC");
    const within = found(
        "FROM message_words JOIN messages ON messages.position = message_words.rowid WHERE message_words MATCH @query AND messages.conversation_id = @conversationId ORDER BY messages.position",
        "found.position",
        ""
    );

    return {
        /** best first; in one conversation in order of creation; nothing where nothing searchable was typed */
        matching: (typed: string, limit: number, conversationId?: string): FoundMessage[] => {
            const query = labelWords(typed, "AND");
            if (query === undefined) return [];
            // nobody can have written these into a message
            const mark = randomBytes(8).toString("hex");
            const [open, close] = [`\uE000${mark}\uE001`, `\uE002${mark}\uE003`];
            const rows = (conversationId === undefined ? everywhere : within).all({query, limit, open, close, conversationId: conversationId ?? ""});
            return rows.map((row) => ({
                conversationId: row.conversation_id,
                title: row.title,
                messageId: row.id,
                role: row.role,
                createdAt: row.created_at,
                snippet: piecesOf(row.snippet, open, close)
            }));
        }
    };
}

interface Parameters {
    query: string;
    limit: number;
    open: string;
    close: string;
    conversationId: string;
}

function piecesOf(snippet: string, open: string, close: string): MessageHit["snippet"] {
    const [before = "", ...marked] = snippet.split(open);
    const pieces = [{text: before, hit: false}];
    for (const piece of marked) {
        const end = piece.indexOf(close);
        pieces.push({text: piece.slice(0, end), hit: true}, {text: piece.slice(end + close.length), hit: false});
    }
    return pieces.filter(({text}) => text !== "");
}
