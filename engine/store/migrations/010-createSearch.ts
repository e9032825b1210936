import type {Database} from "better-sqlite3";

/**
 * What searching needs beside the labels themselves. `touched_labels` tells an index in memory what to read again, whichever process wrote: a feature whose
 * label changed has one row, and an import or removal of many has one for all (its number is what `held` changes from or to), so that putting 65,536
 * labels in force stays one short step. Peaks are the tokens on which a feature's strongest examples fire. A label's vector goes when its words change.
 */
export function createSearch(db: Database): void {
    db.exec(`
        CREATE TABLE touched_labels (
            position INTEGER PRIMARY KEY AUTOINCREMENT,
            dictionary_id TEXT NOT NULL,
            feature INTEGER NOT NULL,
            bulk INTEGER NOT NULL DEFAULT 0,
            UNIQUE (dictionary_id, feature, bulk)
        ) STRICT;
        CREATE TRIGGER touched_labels_insert AFTER INSERT ON labels WHEN new.held = 0 BEGIN
            INSERT OR REPLACE INTO touched_labels (dictionary_id, feature) VALUES (new.dictionary_id, new.feature);
        END;
        CREATE TRIGGER touched_labels_delete AFTER DELETE ON labels WHEN old.held = 0 BEGIN
            INSERT OR REPLACE INTO touched_labels (dictionary_id, feature) VALUES (old.dictionary_id, old.feature);
        END;
        CREATE TRIGGER touched_labels_update AFTER UPDATE OF description, source, score ON labels WHEN new.held = 0 BEGIN
            INSERT OR REPLACE INTO touched_labels (dictionary_id, feature) VALUES (new.dictionary_id, new.feature);
        END;
        CREATE TRIGGER touched_labels_held AFTER UPDATE OF held ON labels WHEN (old.held = 0) <> (new.held = 0) BEGIN
            INSERT OR IGNORE INTO touched_labels (dictionary_id, feature, bulk) VALUES (new.dictionary_id, -1, abs(old.held + new.held));
        END;

        CREATE INDEX harvest_features_numbers ON harvest_features (harvest_id, feature, count, max);

        CREATE TABLE harvest_tokens (
            harvest_id TEXT NOT NULL REFERENCES harvests (id) ON DELETE CASCADE,
            piece INTEGER NOT NULL,
            text TEXT NOT NULL,
            folded TEXT NOT NULL,
            PRIMARY KEY (harvest_id, piece)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX harvest_tokens_by_text ON harvest_tokens (harvest_id, folded);
        CREATE TABLE harvest_peaks (
            harvest_id TEXT NOT NULL REFERENCES harvests (id) ON DELETE CASCADE,
            piece INTEGER NOT NULL,
            feature INTEGER NOT NULL,
            share REAL NOT NULL,
            PRIMARY KEY (harvest_id, piece, feature)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE label_vectors (
            position INTEGER PRIMARY KEY AUTOINCREMENT,
            label_id INTEGER NOT NULL UNIQUE REFERENCES labels (id) ON DELETE CASCADE,
            embedder TEXT NOT NULL,
            scale REAL NOT NULL,
            vector BLOB NOT NULL
        ) STRICT;
        CREATE TRIGGER label_vectors_update AFTER UPDATE OF description ON labels WHEN old.description <> new.description BEGIN
            DELETE FROM label_vectors WHERE label_id = old.id;
        END;
    `);
}
