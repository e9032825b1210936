import type {Database} from "better-sqlite3";

/**
 * What a chat that someone moves into needs: folders, words that are found again, and where each message came from.
 * An answer is indexed when it has ended: it is written every few tokens, and each time the whole of it would be indexed anew. The index holds no text of its own.
 */
export function createChatShelves(db: Database): void {
    db.exec(`
        CREATE TABLE folders (id TEXT PRIMARY KEY, name TEXT NOT NULL, created_at INTEGER NOT NULL) STRICT;
        ALTER TABLE conversations ADD COLUMN folder_id TEXT REFERENCES folders (id) ON DELETE SET NULL;
        CREATE INDEX conversations_in_folder ON conversations (folder_id);
        CREATE INDEX conversations_of_head ON conversations (head_id);

        ALTER TABLE messages ADD COLUMN comparison TEXT;
        ALTER TABLE messages ADD COLUMN variant TEXT;
        ALTER TABLE messages ADD COLUMN firings TEXT;
        ALTER TABLE messages ADD COLUMN prompt_date TEXT;
        ALTER TABLE messages ADD COLUMN attachments TEXT;
        ALTER TABLE messages ADD COLUMN edited_from TEXT;

        CREATE VIRTUAL TABLE message_words USING fts5 (
            content, content = 'messages', content_rowid = 'position', prefix = '1 2 3', tokenize = 'unicode61 remove_diacritics 2'
        );
        INSERT INTO message_words (rowid, content)
            SELECT position, content FROM messages WHERE role <> 'assistant' OR finish_reason IS NOT NULL ORDER BY position;
        CREATE TRIGGER message_words_insert AFTER INSERT ON messages WHEN new.role <> 'assistant' OR new.finish_reason IS NOT NULL BEGIN
            INSERT INTO message_words (rowid, content) VALUES (new.position, new.content);
        END;
        CREATE TRIGGER message_words_delete AFTER DELETE ON messages WHEN old.role <> 'assistant' OR old.finish_reason IS NOT NULL BEGIN
            INSERT INTO message_words (message_words, rowid, content) VALUES ('delete', old.position, old.content);
        END;
        CREATE TRIGGER message_words_update AFTER UPDATE OF content, finish_reason ON messages
        WHEN new.role <> 'assistant' OR old.finish_reason IS NOT NULL OR new.finish_reason IS NOT NULL BEGIN
            INSERT INTO message_words (message_words, rowid, content)
                SELECT 'delete', old.position, old.content WHERE old.role <> 'assistant' OR old.finish_reason IS NOT NULL;
            INSERT INTO message_words (rowid, content)
                SELECT new.position, new.content WHERE new.role <> 'assistant' OR new.finish_reason IS NOT NULL;
        END;
    `);
}
