import type {Database} from "better-sqlite3";

/**
 * Several labels per feature and source, each with who wrote it, how and when: published dictionaries have that.
 * `held` lets an import write in small steps that nobody sees and take effect in one short one, so that an answer which is being written
 * meanwhile goes on. SQLite can't drop a UNIQUE of a table, so the table is made anew; ids stay, and with them the word index.
 */
export function keepSeveralLabels(db: Database): void {
    db.exec(`
        DROP TRIGGER label_words_insert;
        DROP TRIGGER label_words_delete;
        DROP TRIGGER label_words_update;
        ALTER TABLE labels RENAME TO labels_before;

        CREATE TABLE labels (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            dictionary_id TEXT NOT NULL REFERENCES dictionaries (id) ON DELETE CASCADE,
            feature INTEGER NOT NULL CHECK (feature >= 0),
            description TEXT NOT NULL,
            source TEXT NOT NULL,
            score REAL,
            evidence TEXT,
            model TEXT,
            method TEXT,
            created_at INTEGER,
            held INTEGER NOT NULL DEFAULT 0
        ) STRICT;
        INSERT INTO labels (id, dictionary_id, feature, description, source, score, evidence)
            SELECT id, dictionary_id, feature, description, source, score, evidence FROM labels_before;
        DELETE FROM sqlite_sequence WHERE name = 'labels';
        UPDATE sqlite_sequence SET name = 'labels' WHERE name = 'labels_before';
        DROP TABLE labels_before;

        CREATE INDEX labels_of_feature ON labels (dictionary_id, feature, source);
        CREATE INDEX labels_held ON labels (held) WHERE held <> 0;
        CREATE UNIQUE INDEX one_own_label ON labels (dictionary_id, feature) WHERE source = 'user' AND held = 0;

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
    `);
}
