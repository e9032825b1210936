import Database from "better-sqlite3";

interface FtsLabel {
    readonly feature: number;
    readonly description: string;
    readonly score?: number | undefined;
}

/**
 * What SQLite has for searching labels, beside our own: an FTS5 index in memory over the same labels. Every word typed is a prefix; a label must hold all of them, else
 * any; the best thirty by bm25 and score. Close it.
 */
export function fts5Labels(labels: Iterable<FtsLabel>) {
    const db = new Database(":memory:");
    db.exec(`
        CREATE TABLE labels (id INTEGER PRIMARY KEY, feature INTEGER NOT NULL, score REAL, description TEXT NOT NULL);
        CREATE VIRTUAL TABLE words USING fts5 (description, content = 'labels', content_rowid = 'id', prefix = '2 3', tokenize = 'unicode61 remove_diacritics 2');
    `);
    const insert = db.prepare<[number, number | null, string]>("INSERT INTO labels (feature, score, description) VALUES (?, ?, ?)");
    db.transaction(() => {
        for (const {feature, score, description} of labels) insert.run(feature, score ?? null, description);
        db.exec("INSERT INTO words (words) VALUES ('rebuild')");
    })();
    // bm25 is negative and smaller when better, so a better score must multiply it by more: a label of score 1 counts three times one of 0
    const matching = db
        .prepare<[string], number>(
            `WITH hits AS MATERIALIZED (
                SELECT labels.feature, bm25(words) * (0.5 + coalesce(labels.score, 0.5)) AS rank
                FROM words JOIN labels ON labels.id = words.rowid WHERE words MATCH ?
             ) SELECT feature FROM hits GROUP BY feature ORDER BY min(rank), feature LIMIT 30`
        )
        .pluck();
    return {
        search(typed: string): number[] {
            const words = typed.match(/[\p{L}\p{N}\p{M}]+/gu)?.map((word) => `"${word}"*`) ?? [];
            if (words.length === 0) return [];
            const every = matching.all(words.join(" AND "));
            return every.length > 0 ? every : matching.all(words.join(" OR "));
        },
        close: () => void db.close()
    };
}
