import type {Database} from "better-sqlite3";

/**
 * Dictionary files whose weights are known, so that a copy of a file is moderated as the file is. `list`: the dictionary under whose id the list of these weights
 * is kept. Like lists, it outlives the files.
 */
export function knowWeights(db: Database): void {
    db.exec(`
        CREATE TABLE dictionary_weights (dictionary TEXT PRIMARY KEY, weights TEXT NOT NULL, list TEXT NOT NULL) STRICT, WITHOUT ROWID;
        CREATE INDEX dictionaries_of_weights ON dictionary_weights (weights);
    `);
}
