import type {Database} from "better-sqlite3";

/**
 * Conversations as trees of messages, and the variants that they run under.
 * Steering and sampling are kept as JSON in each answer: an answer must be repeatable after the variant it came from has changed.
 */
export function createChats(db: Database): void {
    db.exec(`
        CREATE TABLE variants (
            id TEXT PRIMARY KEY,
            name TEXT NOT NULL,
            steering TEXT NOT NULL,
            created_at INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE conversations (
            id TEXT PRIMARY KEY,
            title TEXT,
            created_at INTEGER NOT NULL,
            updated_at INTEGER NOT NULL,
            system_prompt TEXT NOT NULL,
            sampling TEXT NOT NULL,
            steering TEXT NOT NULL,
            variant_id TEXT REFERENCES variants (id) ON DELETE SET NULL,
            head_id TEXT REFERENCES messages (id) ON DELETE SET NULL
        ) STRICT;

        CREATE TABLE messages (
            position INTEGER PRIMARY KEY AUTOINCREMENT,
            id TEXT NOT NULL UNIQUE,
            conversation_id TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
            parent_id TEXT REFERENCES messages (id) ON DELETE CASCADE,
            role TEXT NOT NULL CHECK (role IN ('system', 'user', 'assistant')),
            content TEXT NOT NULL,
            created_at INTEGER NOT NULL,
            steering TEXT,
            sampling TEXT,
            model TEXT,
            stats TEXT,
            finish_reason TEXT
        ) STRICT;

        CREATE INDEX messages_of_conversation ON messages (conversation_id, position);
        CREATE INDEX messages_under_parent ON messages (parent_id);
        CREATE INDEX answers_being_written ON messages (position) WHERE role = 'assistant' AND finish_reason IS NULL;
    `);
}
