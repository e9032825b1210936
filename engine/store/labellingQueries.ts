import type {Database} from "better-sqlite3";

/** Questions of the run that has a model describe features. */
export function labellingQueries(db: Database) {
    const unlabelled = db.prepare<[string, string, string], {feature: number}>(
        `SELECT feature FROM harvest_features WHERE harvest_id = ? AND count > 0
         AND feature NOT IN (SELECT feature FROM labels WHERE dictionary_id = ? AND held = 0)
         AND feature NOT IN (SELECT value FROM json_each(?))
         ORDER BY count DESC, feature`
    );
    const texts = db.prepare<[string], {text: number}>("SELECT text FROM harvest_texts WHERE harvest_id = ? ORDER BY text");
    return {
        /** features that fired in a harvest and that nobody described, the most frequent first */
        unlabelled: (harvest: string, dictionary: string, but: readonly number[]): number[] =>
            unlabelled.all(harvest, dictionary, JSON.stringify(but)).map(({feature}) => feature),
        /** numbers of the texts that a harvest kept, ascending */
        texts: (harvest: string): number[] => texts.all(harvest).map(({text}) => text)
    };
}
