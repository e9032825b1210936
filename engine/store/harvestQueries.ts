import type {Database} from "better-sqlite3";

export interface HarvestSummary {
    readonly id: string;
    readonly dictionary: string;
    readonly model: string;
    readonly corpus: string;
    readonly at: number;
    /** ordinary tokens that were counted */
    readonly tokens: number;
    readonly texts: number;
    readonly sinks: number;
    readonly residualNorm: number;
    /** whether companions were counted exactly */
    readonly exactCompanions: boolean;
}

export interface HarvestedFeature {
    readonly feature: number;
    /** tokens on which it fired */
    readonly count: number;
    readonly sum: number;
    readonly max: number;
    /** tokens on which it was among the strongest: what companions are a share of */
    readonly strong: number;
    /** see `activationBins`; u32, little-endian */
    readonly bins: Uint8Array;
    /** see `exampleBytes` */
    readonly examples: Uint8Array;
    /** pairs of u32: feature, tokens together */
    readonly companions: Uint8Array;
}

export interface HarvestText {
    readonly text: number;
    /** u32 token ids */
    readonly tokens: Uint8Array;
}

interface SummaryRow {
    id: string;
    dictionary_id: string;
    model: string;
    corpus: string;
    at: number;
    tokens: number;
    texts: number;
    sinks: number;
    residual_norm: number;
    exact_companions: number;
}

/** Questions about what harvests found. */
export function harvestQueries(db: Database) {
    const begin = db.prepare<[SummaryRow]>(
        `INSERT INTO harvests (id, dictionary_id, model, corpus, at, tokens, texts, sinks, residual_norm, exact_companions)
         VALUES (@id, @dictionary_id, @model, @corpus, @at, @tokens, @texts, @sinks, @residual_norm, @exact_companions)`
    );
    const addFeature = db.prepare<[HarvestedFeature & {harvest: string}]>(
        "INSERT INTO harvest_features (harvest_id, feature, count, sum, max, strong, bins, examples, companions) VALUES (@harvest, @feature, @count, @sum, @max, @strong, @bins, @examples, @companions)"
    );
    const addPiece = db.prepare<[string, number, string]>("INSERT INTO harvest_pieces (harvest_id, piece, text) VALUES (?, ?, ?)");
    const addText = db.prepare<[string, number, Uint8Array]>("INSERT INTO harvest_texts (harvest_id, text, tokens) VALUES (?, ?, ?)");
    const markDone = db.prepare<[string]>("UPDATE harvests SET done = 1 WHERE id = ?");
    const remove = db.prepare<[string]>("DELETE FROM harvests WHERE id = ?");
    const removeOlder = db.prepare<[string, string]>("DELETE FROM harvests WHERE dictionary_id = ? AND id <> ? AND done = 1");
    const calibrate = db.prepare<[string]>(
        `INSERT INTO calibrations (dictionary_id, feature, max_activation, density)
         SELECT harvests.dictionary_id, feature, max, CAST(count AS REAL) / max(1, harvests.tokens) FROM harvest_features JOIN harvests ON harvests.id = harvest_id WHERE harvest_id = ?
         ON CONFLICT (dictionary_id, feature) DO UPDATE SET max_activation = excluded.max_activation, density = excluded.density`
    );
    const current = db.prepare<[string], SummaryRow>("SELECT * FROM harvests WHERE dictionary_id = ? AND done = 1 ORDER BY at DESC, rowid DESC LIMIT 1");
    const feature = db.prepare<[string, number], HarvestedFeature>(
        "SELECT feature, count, sum, max, strong, bins, examples, companions FROM harvest_features WHERE harvest_id = ? AND feature = ?"
    );
    const pieces = db.prepare<[string, string], {piece: number; text: string}>(
        "SELECT piece, text FROM harvest_pieces WHERE harvest_id = ? AND piece IN (SELECT value FROM json_each(?))"
    );
    const rarer = db.prepare<[string, number, string], {rarer: number; live: number}>(
        `SELECT (SELECT count(*) FROM harvest_features WHERE harvest_id = ? AND count > 0 AND count < ?) AS rarer,
                (SELECT count(*) FROM harvest_features WHERE harvest_id = ? AND count > 0) AS live`
    );
    const texts = db.prepare<[string, string], HarvestText>(
        "SELECT text, tokens FROM harvest_texts WHERE harvest_id = ? AND text IN (SELECT value FROM json_each(?))"
    );
    const silent = db.prepare<[string], {feature: number}>("SELECT feature FROM harvest_features WHERE harvest_id = ? AND count = 0 ORDER BY feature");
    const counts = db.prepare<[string], {feature: number; count: number; max: number}>(
        "SELECT feature, count, max FROM harvest_features WHERE harvest_id = ? ORDER BY feature"
    );

    const addFeatures = db.transaction((harvest: string, rows: readonly HarvestedFeature[]) => {
        for (const row of rows) addFeature.run({harvest, ...row});
    });
    const addPieces = db.transaction((harvest: string, first: number, rows: readonly string[]) => {
        for (const [i, text] of rows.entries()) addPiece.run(harvest, first + i, text);
    });
    const addTexts = db.transaction((harvest: string, rows: readonly HarvestText[]) => {
        for (const {text, tokens} of rows) addText.run(harvest, text, tokens);
    });
    const finish = db.transaction((id: string, dictionary: string) => {
        markDone.run(id);
        calibrate.run(id);
        removeOlder.run(dictionary, id);
    });

    return {
        /** makes room for a harvest's results; nobody sees them before `finish` */
        begin({dictionary, residualNorm, exactCompanions, ...rest}: HarvestSummary): void {
            begin.run({...rest, dictionary_id: dictionary, residual_norm: residualNorm, exact_companions: exactCompanions ? 1 : 0});
        },
        addFeatures: (harvest: string, rows: readonly HarvestedFeature[]): void => addFeatures.immediate(harvest, rows),
        /** @param first number of the first of them */
        addPieces: (harvest: string, first: number, rows: readonly string[]): void => addPieces.immediate(harvest, first, rows),
        addTexts: (harvest: string, rows: readonly HarvestText[]): void => addTexts.immediate(harvest, rows),
        /** shows the results in place of older ones, and takes maxima and densities as the dictionary's calibration */
        finish: (id: string, dictionary: string): void => finish.immediate(id, dictionary),
        remove: (id: string): boolean => remove.run(id).changes > 0,
        /** the newest finished one */
        current(dictionary: string): HarvestSummary | undefined {
            const row = current.get(dictionary);
            if (row === undefined) return undefined;
            const {id, model, corpus, at, tokens, texts: nTexts, sinks} = row;
            return {
                id,
                dictionary,
                model,
                corpus,
                at,
                tokens,
                texts: nTexts,
                sinks,
                residualNorm: row.residual_norm,
                exactCompanions: row.exact_companions === 1
            };
        },
        feature: (harvest: string, index: number): HarvestedFeature | undefined => feature.get(harvest, index),
        /** texts of tokens by their numbers */
        pieces: (harvest: string, wanted: readonly number[]): Map<number, string> =>
            new Map(pieces.all(harvest, JSON.stringify(wanted)).map(({piece, text}) => [piece, text])),
        /** how many of the features that fired did so on fewer tokens than this, and how many fired at all */
        rarerThan: (harvest: string, count: number): {rarer: number; live: number} => rarer.get(harvest, count, harvest)!,
        /** of those that are asked for the ones that were kept: after a long corpus not all that examples are from */
        texts: (harvest: string, wanted: readonly number[]): HarvestText[] => texts.all(harvest, JSON.stringify(wanted)),
        /** features that never fired, by index */
        silent: (harvest: string): number[] => silent.all(harvest).map(({feature}) => feature),
        /** of every feature, by index */
        counts: (harvest: string) => counts.all(harvest)
    };
}
