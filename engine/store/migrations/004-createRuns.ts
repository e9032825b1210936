import type {Database} from "better-sqlite3";

/**
 * Long jobs that outlive the engine. What a run needs is kept as JSON whose shape belongs to its kind. `wish` is what another process asks
 * of the one that executes the run: only that one can stop it.
 */
export function createRuns(db: Database): void {
    db.exec(`
        CREATE TABLE runs (
            position INTEGER PRIMARY KEY AUTOINCREMENT,
            id TEXT NOT NULL UNIQUE,
            kind TEXT NOT NULL,
            title TEXT NOT NULL,
            input TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('queued', 'running', 'paused', 'failed', 'cancelled', 'done')),
            wish TEXT CHECK (wish IN ('pause', 'cancel')),
            progress TEXT,
            checkpoint TEXT,
            error TEXT,
            result TEXT,
            created_at INTEGER NOT NULL,
            updated_at INTEGER NOT NULL
        ) STRICT;

        CREATE INDEX runs_in_state ON runs (state, position);
    `);
}
