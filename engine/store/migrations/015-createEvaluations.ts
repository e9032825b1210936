import type {Database} from "better-sqlite3";

/**
 * Evaluations, with the answers of each prompt as soon as it is finished, so that a run goes on where it was killed. An answer is one JSON text: what is asked of it
 * is always the whole of it.
 */
export function createEvaluations(db: Database): void {
    db.exec(`
        CREATE TABLE evaluations (
            id TEXT PRIMARY KEY, kind TEXT NOT NULL, title TEXT NOT NULL, model TEXT NOT NULL, created_at INTEGER NOT NULL,
            done INTEGER NOT NULL DEFAULT 0 CHECK (done IN (0, 1)), input TEXT NOT NULL, state TEXT NOT NULL
        ) STRICT;
        CREATE TABLE evaluation_answers (
            evaluation_id TEXT NOT NULL REFERENCES evaluations (id) ON DELETE CASCADE, answer INTEGER NOT NULL, prompt INTEGER NOT NULL, body TEXT NOT NULL,
            PRIMARY KEY (evaluation_id, answer)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE evaluation_ratings_by_hand (
            evaluation_id TEXT NOT NULL, answer INTEGER NOT NULL, metric TEXT NOT NULL, value REAL NOT NULL,
            PRIMARY KEY (evaluation_id, answer, metric),
            FOREIGN KEY (evaluation_id, answer) REFERENCES evaluation_answers (evaluation_id, answer) ON DELETE CASCADE
        ) STRICT, WITHOUT ROWID;
    `);
}
