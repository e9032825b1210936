import type {Database} from "better-sqlite3";

/** A dictionary with a moderation list of whose weights nothing is known yet, and where its file was. */
export interface UnknownWeights {
    readonly id: string;
    readonly name: string;
    readonly path: string;
}

/** Questions about which dictionary files hold the same weights. Also for a database from before the table was there: then nothing is known. */
export function weightQueries(db: Database) {
    const exists = db.prepare("SELECT 1 FROM sqlite_master WHERE name = 'dictionary_weights'").get() !== undefined;
    const unknown = db.prepare<[], UnknownWeights>(
        `SELECT id, name, path FROM dictionaries WHERE id IN (SELECT dictionary FROM moderation_lists)
         ${exists ? "AND id NOT IN (SELECT dictionary FROM dictionary_weights)" : ""} ORDER BY id`
    );
    if (!exists)
        return {
            listOf: (dictionary: string): string => dictionary,
            listOfWeights: (_weights: string): string | undefined => undefined,
            weightsOf: (_dictionary: string): string | undefined => undefined,
            unknown: () => unknown.all(),
            know: (_dictionary: string, _weights: string): void => undefined
        };
    const ofDictionary = db.prepare<[string], {weights: string; list: string}>("SELECT weights, list FROM dictionary_weights WHERE dictionary = ?");
    const ofWeights = db.prepare<[string], {list: string}>("SELECT list FROM dictionary_weights WHERE weights = ? LIMIT 1");
    const insert = db.prepare<[string, string, string]>("INSERT INTO dictionary_weights (dictionary, weights, list) VALUES (?, ?, ?)");
    // a list of its own, from before it was known whose copy it is, goes into the one list; what that one says of a feature stays
    const join = db.prepare<[string, string]>(
        `INSERT OR IGNORE INTO moderated_features (dictionary, feature, category, reason, source, at)
         SELECT ?, feature, category, reason, source, at FROM moderated_features WHERE dictionary = ?`
    );
    const leave = db.prepare<[string]>("DELETE FROM moderated_features WHERE dictionary = ?");
    const raise = db.prepare<[string]>(
        "INSERT INTO moderation_lists (dictionary, version) VALUES (?, 1) ON CONFLICT (dictionary) DO UPDATE SET version = version + 1"
    );
    const log = db.prepare<[number, string, number, string]>(
        "INSERT INTO moderation_audit (at, dictionary, action, features, detail) VALUES (?, ?, 'import', ?, ?)"
    );
    const listOfWeights = (weights: string) => ofWeights.get(weights)?.list;

    return {
        /** under whose id the list of a dictionary is kept */
        listOf: (dictionary: string): string => ofDictionary.get(dictionary)?.list ?? dictionary,
        listOfWeights,
        weightsOf: (dictionary: string): string | undefined => ofDictionary.get(dictionary)?.weights,
        unknown: (): UnknownWeights[] => unknown.all(),
        /** to be called in a transaction */
        know(dictionary: string, weights: string): void {
            if (ofDictionary.get(dictionary) !== undefined) return;
            const list = listOfWeights(weights) ?? dictionary;
            insert.run(dictionary, weights, list);
            if (list === dictionary) return;
            const joined = join.run(list, dictionary).changes;
            if (leave.run(dictionary).changes === 0) return;
            raise.run(list);
            log.run(Date.now(), list, joined, `the list of ${dictionary}, a file with the same weights`);
        }
    };
}
