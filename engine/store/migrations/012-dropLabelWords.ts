import type {Database} from "better-sqlite3";

/** Labels are searched in an index in memory, since FTS5 takes a fifth of a second to rank a word that most of them hold; nothing asks this one any more, and every label paid for it. */
export function dropLabelWords(db: Database): void {
    db.exec(`
        DROP TRIGGER label_words_insert;
        DROP TRIGGER label_words_delete;
        DROP TRIGGER label_words_update;
        DROP TABLE label_words;
    `);
}
