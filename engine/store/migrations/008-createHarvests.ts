import type {Database} from "better-sqlite3";

/**
 * What a harvest found of every feature. It is written in steps under its own id, and counts only once `done` is set, so that a feature page never shows half
 * of one. Examples, bins and companions are blobs: twenty examples of 65,536 features as rows of their own would take five times the space. The texts of
 * tokens are kept once each, so that pages need no model.
 */
export function createHarvests(db: Database): void {
    db.exec(`
        CREATE TABLE harvests (
            id TEXT PRIMARY KEY,
            dictionary_id TEXT NOT NULL REFERENCES dictionaries (id) ON DELETE CASCADE,
            model TEXT NOT NULL,
            corpus TEXT NOT NULL,
            at INTEGER NOT NULL,
            tokens INTEGER NOT NULL,
            texts INTEGER NOT NULL,
            sinks INTEGER NOT NULL,
            residual_norm REAL NOT NULL,
            exact_companions INTEGER NOT NULL,
            done INTEGER NOT NULL DEFAULT 0
        ) STRICT;
        CREATE INDEX harvests_of_dictionary ON harvests (dictionary_id, done, at);

        CREATE TABLE harvest_features (
            harvest_id TEXT NOT NULL REFERENCES harvests (id) ON DELETE CASCADE,
            feature INTEGER NOT NULL,
            count INTEGER NOT NULL,
            sum REAL NOT NULL,
            max REAL NOT NULL,
            strong INTEGER NOT NULL,
            bins BLOB NOT NULL,
            examples BLOB NOT NULL,
            companions BLOB NOT NULL,
            PRIMARY KEY (harvest_id, feature)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX harvest_features_by_count ON harvest_features (harvest_id, count);

        CREATE TABLE harvest_pieces (
            harvest_id TEXT NOT NULL REFERENCES harvests (id) ON DELETE CASCADE,
            piece INTEGER NOT NULL,
            text TEXT NOT NULL,
            PRIMARY KEY (harvest_id, piece)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE harvest_texts (
            harvest_id TEXT NOT NULL REFERENCES harvests (id) ON DELETE CASCADE,
            text INTEGER NOT NULL,
            tokens BLOB NOT NULL,
            PRIMARY KEY (harvest_id, text)
        ) STRICT, WITHOUT ROWID;
    `);
}
