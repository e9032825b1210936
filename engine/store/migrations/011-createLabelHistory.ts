import type {Database} from "better-sqlite3";

/**
 * What was said of a feature before. Triggers write it, so that no way of changing a label can forget to. Imports come into force by `held` and leave no row
 * for each label: 65,536 of them would hold every answer up, and what is in force tells their source and time. Only the user's own labels are kept there too.
 */
export function createLabelHistory(db: Database): void {
    db.exec(`
        CREATE TABLE label_history (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            dictionary_id TEXT NOT NULL REFERENCES dictionaries (id) ON DELETE CASCADE,
            feature INTEGER NOT NULL, at INTEGER NOT NULL, source TEXT NOT NULL, before TEXT, after TEXT
        ) STRICT;
        CREATE INDEX label_history_of_feature ON label_history (dictionary_id, feature, id);

        CREATE TRIGGER label_history_insert AFTER INSERT ON labels WHEN new.held = 0 BEGIN
            INSERT INTO label_history (dictionary_id, feature, at, source, before, after)
                VALUES (new.dictionary_id, new.feature, CAST(1000 * unixepoch('subsec') AS INTEGER), new.source, NULL, new.description);
        END;
        CREATE TRIGGER label_history_delete AFTER DELETE ON labels WHEN old.held = 0 BEGIN
            INSERT INTO label_history (dictionary_id, feature, at, source, before, after)
                SELECT old.dictionary_id, old.feature, CAST(1000 * unixepoch('subsec') AS INTEGER), old.source, old.description, NULL
                WHERE EXISTS (SELECT 1 FROM dictionaries WHERE id = old.dictionary_id);
        END;
        CREATE TRIGGER label_history_update AFTER UPDATE OF description ON labels WHEN new.held = 0 AND old.description <> new.description BEGIN
            INSERT INTO label_history (dictionary_id, feature, at, source, before, after)
                VALUES (new.dictionary_id, new.feature, CAST(1000 * unixepoch('subsec') AS INTEGER), new.source, old.description, new.description);
        END;
        CREATE TRIGGER label_history_hold AFTER UPDATE OF held ON labels
        WHEN new.source = 'user' AND (old.held = 0) <> (new.held = 0) BEGIN
            INSERT INTO label_history (dictionary_id, feature, at, source, before, after)
                VALUES (new.dictionary_id, new.feature, CAST(1000 * unixepoch('subsec') AS INTEGER), new.source,
                    iif(old.held = 0, old.description, NULL), iif(new.held = 0, new.description, NULL));
        END;
    `);
}
