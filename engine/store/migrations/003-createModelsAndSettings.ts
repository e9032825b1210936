import type {Database} from "better-sqlite3";

/** Model files that the user added to the picker, and small JSON values under names. */
export function createModelsAndSettings(db: Database): void {
    db.exec(`
        CREATE TABLE models (
            id TEXT PRIMARY KEY,
            path TEXT NOT NULL UNIQUE,
            dictionaries TEXT NOT NULL,
            added_at INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE settings (
            name TEXT PRIMARY KEY,
            value TEXT NOT NULL
        ) STRICT;
    `);
}
