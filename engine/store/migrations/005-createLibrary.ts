import type {Database} from "better-sqlite3";

/**
 * What the library knows beside the models that were added: how each is loaded, what it is called where its file has no name of its own
 * (Ollama's files are named by their hashes), dictionaries by their path, and folders. `role`: `library` for folders that Saelor fetches into
 * or did so once, `folder` for a user's own; `hidden_files` lie in the library's folder but were taken off the list.
 */
export function createLibrary(db: Database): void {
    db.exec(`
        ALTER TABLE models ADD COLUMN options TEXT NOT NULL DEFAULT '{}';
        ALTER TABLE models ADD COLUMN name TEXT;

        CREATE TABLE dictionary_files (path TEXT PRIMARY KEY, added_at INTEGER NOT NULL) STRICT;
        CREATE TABLE library_folders (
            path TEXT PRIMARY KEY,
            role TEXT NOT NULL CHECK (role IN ('library', 'folder')),
            added_at INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE hidden_files (path TEXT PRIMARY KEY) STRICT;
    `);
}
