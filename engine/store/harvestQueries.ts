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
    /** see `activationBins`; u32, little-endian */
    readonly bins: Uint8Array;
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
        "INSERT INTO harvest_features (harvest_id, feature, count, sum, max, bins, examples, companions) VALUES (@harvest, @feature, @count, @sum, @max, @bins, @examples, @companions)"
    );
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
        "SELECT feature, count, sum, max, bins, examples, companions FROM harvest_features WHERE harvest_id = ? AND feature = ?"
    );
    const texts = db.prepare<[string, string], HarvestText>(
        "SELECT text, tokens FROM harvest_texts WHERE harvest_id = ? AND text IN (SELECT value FROM json_each(?))"
    );
    const counts = db.prepare<[string], {feature: number; count: number; max: number}>(
        "SELECT feature, count, max FROM harvest_features WHERE harvest_id = ? ORDER BY feature"
    );

    const addFeatures = db.transaction((harvest: string, rows: readonly HarvestedFeature[]) => {
        for (const row of rows) addFeature.run({harvest, ...row});
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
        texts: (harvest: string, wanted: readonly number[]): HarvestText[] => texts.all(harvest, JSON.stringify(wanted)),
        /** of every feature, by index */
        counts: (harvest: string) => counts.all(harvest)
    };
}
