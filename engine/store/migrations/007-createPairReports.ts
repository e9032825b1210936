import type {Database} from "better-sqlite3";

/** What was measured of a dictionary on a model; kept, so that another quantisation can be compared with it. */
export function createPairReports(db: Database): void {
    db.exec(`
        CREATE TABLE pair_reports (
            id TEXT PRIMARY KEY,
            dictionary_id TEXT NOT NULL REFERENCES dictionaries (id) ON DELETE CASCADE,
            at INTEGER NOT NULL,
            report TEXT NOT NULL
        ) STRICT;
        CREATE INDEX pair_reports_of_dictionary ON pair_reports (dictionary_id, at);
    `);
}
