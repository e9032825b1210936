import type {Database} from "better-sqlite3";

/** A label as an index in memory needs it. */
export interface ListedLabel {
    readonly id: number;
    readonly feature: number;
    readonly description: string;
    readonly source: string;
    readonly score: number | null;
}

/** A token on which strongest examples fire. */
export interface PeakToken {
    /** number of its text among the harvest's pieces */
    readonly piece: number;
    readonly text: string;
    /** as it is looked for: without spaces around it, in small letters */
    readonly folded: string;
}

/** How much of what a feature's strongest examples add up to falls on a token, 0..1. */
export interface Peak {
    readonly piece: number;
    readonly feature: number;
    readonly share: number;
}

const COLUMNS = "id, feature, description, source, score";

/** Questions of lists of features: what an index in memory is made of, and what has changed since. */
export function featureListQueries(db: Database) {
    const lastChange = db.prepare<[], number | null>("SELECT max(position) FROM touched_labels").pluck();
    const changes = db.prepare<[number], {dictionary_id: string; feature: number}>(
        "SELECT dictionary_id, feature FROM touched_labels WHERE position > ? ORDER BY position"
    );
    const between = db.prepare<[string, number, number], ListedLabel>(
        `SELECT ${COLUMNS} FROM labels WHERE dictionary_id = ? AND feature >= ? AND feature < ? AND held = 0 ORDER BY feature, id`
    );
    const ofFeatures = db.prepare<[string, string], ListedLabel>(
        `SELECT ${COLUMNS} FROM labels WHERE dictionary_id = ? AND held = 0 AND feature IN (SELECT value FROM json_each(?)) ORDER BY feature, id`
    );
    const numbers = db.prepare<[string, number, number], {feature: number; count: number; max: number}>(
        // the rows themselves hold kilobytes of examples each
        "SELECT feature, count, max FROM harvest_features INDEXED BY harvest_features_numbers WHERE harvest_id = ? AND feature >= ? AND feature < ?"
    );
    const addToken = db.prepare<[string, number, string, string]>(
        "INSERT OR REPLACE INTO harvest_tokens (harvest_id, piece, text, folded) VALUES (?, ?, ?, ?)"
    );
    const addPeak = db.prepare<[string, number, number, number]>(
        "INSERT OR REPLACE INTO harvest_peaks (harvest_id, piece, feature, share) VALUES (?, ?, ?, ?)"
    );
    const tokens = db.prepare<[string, string], PeakToken>("SELECT piece, text, folded FROM harvest_tokens WHERE harvest_id = ? AND folded = ? ORDER BY piece");
    const tokensFrom = db.prepare<[string, string, string, number], PeakToken>(
        "SELECT piece, text, folded FROM harvest_tokens WHERE harvest_id = ? AND folded >= ? AND folded < ? ORDER BY folded, piece LIMIT ?"
    );
    const peaks = db.prepare<[string, number], {feature: number; share: number}>("SELECT feature, share FROM harvest_peaks WHERE harvest_id = ? AND piece = ?");

    const addTokens = db.transaction((harvest: string, rows: readonly PeakToken[]) => {
        for (const {piece, text, folded} of rows) addToken.run(harvest, piece, text, folded);
    });
    const addPeaks = db.transaction((harvest: string, rows: readonly Peak[]) => {
        for (const {piece, feature, share} of rows) addPeak.run(harvest, piece, feature, share);
    });

    return {
        /** grows with every change of labels, whichever process makes it */
        lastTouch: (): number => lastChange.get() ?? 0,
        /** features of any dictionary whose labels changed after that; -1: any of the dictionary's */
        touchedAfter: (position: number) => changes.all(position).map(({dictionary_id: dictionary, feature}) => ({dictionary, feature})),
        /** labels in force of the features from `first` (inclusive) to `end` (exclusive) */
        labelsBetween: (dictionary: string, first: number, end: number): ListedLabel[] => between.all(dictionary, first, end),
        labelsOf: (dictionary: string, features: readonly number[]): ListedLabel[] => ofFeatures.all(dictionary, JSON.stringify(features)),
        /** how often and how strongly the features from `first` (inclusive) to `end` (exclusive) fired */
        harvestNumbers: (harvest: string, first: number, end: number) => numbers.all(harvest, first, end),
        addPeakTokens: (harvest: string, rows: readonly PeakToken[]): void => addTokens.immediate(harvest, rows),
        addPeaks: (harvest: string, rows: readonly Peak[]): void => addPeaks.immediate(harvest, rows),
        peakTokens: (harvest: string, folded: string): PeakToken[] => tokens.all(harvest, folded),
        /** tokens whose folded text begins with this */
        peakTokensFrom: (harvest: string, folded: string, limit: number): PeakToken[] => tokensFrom.all(harvest, folded, `${folded}\u{10ffff}`, limit),
        featuresPeaking: (harvest: string, piece: number) => peaks.all(harvest, piece)
    };
}
