import type {Database} from "better-sqlite3";

/**
 * Dictionaries that this workspace has seen, what their features mean and how strongly they fire.
 * `label_words` is an external-content FTS5 index, so that 65,536 descriptions are kept once; its triggers hold it level with `labels`.
 * It has prefix indexes of 2 and 3 characters: the search runs on every key press.
 */
export function createLabels(db: Database): void {
    db.exec(`
        CREATE TABLE dictionaries (
            id TEXT PRIMARY KEY,
            name TEXT NOT NULL,
            path TEXT NOT NULL,
            labels_digest TEXT
        ) STRICT;

        CREATE TABLE labels (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            dictionary_id TEXT NOT NULL REFERENCES dictionaries (id) ON DELETE CASCADE,
            feature INTEGER NOT NULL CHECK (feature >= 0),
            description TEXT NOT NULL,
            source TEXT NOT NULL,
            score REAL,
            evidence TEXT,
            UNIQUE (dictionary_id, feature, source)
        ) STRICT;

        CREATE VIRTUAL TABLE label_words USING fts5 (
            description, content = 'labels', content_rowid = 'id', prefix = '2 3', tokenize = 'unicode61 remove_diacritics 2'
        );

        CREATE TRIGGER label_words_insert AFTER INSERT ON labels BEGIN
            INSERT INTO label_words (rowid, description) VALUES (new.id, new.description);
        END;
        CREATE TRIGGER label_words_delete AFTER DELETE ON labels BEGIN
            INSERT INTO label_words (label_words, rowid, description) VALUES ('delete', old.id, old.description);
        END;
        CREATE TRIGGER label_words_update AFTER UPDATE OF description ON labels BEGIN
            INSERT INTO label_words (label_words, rowid, description) VALUES ('delete', old.id, old.description);
            INSERT INTO label_words (rowid, description) VALUES (new.id, new.description);
        END;

        CREATE TABLE calibrations (
            dictionary_id TEXT NOT NULL REFERENCES dictionaries (id) ON DELETE CASCADE,
            feature INTEGER NOT NULL CHECK (feature >= 0),
            max_activation REAL,
            density REAL,
            PRIMARY KEY (dictionary_id, feature)
        ) STRICT, WITHOUT ROWID;
    `);
}
