import type {Database} from "better-sqlite3";
import {weightQueries} from "./weightQueries.ts";

/** What was measured here for one feature; see `Feature` for the units. */
export interface Calibration {
    readonly feature: number;
    readonly maxActivation?: number | undefined;
    readonly density?: number | undefined;
}

export interface RememberedDictionary {
    readonly id: string;
    readonly name: string;
    readonly path: string;
    /** see `identifyWeights` */
    readonly weights?: string | undefined;
}

/** Questions about the dictionaries that this workspace has seen. */
export function dictionaryQueries(db: Database) {
    const remember = db.prepare<[string, string, string]>(
        "INSERT INTO dictionaries (id, name, path) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET name = excluded.name, path = excluded.path"
    );
    const find = db.prepare<[string], {id: string; name: string; path: string}>("SELECT id, name, path FROM dictionaries WHERE id = ?");
    const all = db.prepare<[], {id: string; name: string; path: string}>("SELECT id, name, path FROM dictionaries ORDER BY name, id");
    const digest = db.prepare<[string], {labels_digest: string | null}>("SELECT labels_digest FROM dictionaries WHERE id = ?");
    const setDigest = db.prepare<[string, string]>("UPDATE dictionaries SET labels_digest = ? WHERE id = ?");
    const calibration = db.prepare<[string, number], {max_activation: number | null; density: number | null}>(
        "SELECT max_activation, density FROM calibrations WHERE dictionary_id = ? AND feature = ?"
    );
    const calibrate = db.prepare<[string, number, number | null, number | null]>(
        `INSERT INTO calibrations (dictionary_id, feature, max_activation, density) VALUES (?, ?, ?, ?)
         ON CONFLICT (dictionary_id, feature) DO UPDATE SET max_activation = excluded.max_activation, density = excluded.density`
    );
    const calibrateAll = db.transaction((dictionary: string, calibrations: readonly Calibration[]) => {
        for (const {feature, maxActivation, density} of calibrations) calibrate.run(dictionary, feature, maxActivation ?? null, density ?? null);
    });

    const weights = weightQueries(db);
    const rememberAll = db.transaction(({id, name, path, weights: digest}: RememberedDictionary) => {
        remember.run(id, name, path);
        if (digest !== undefined) weights.know(id, digest);
    });

    return {
        /** labels and calibrations belong to a remembered dictionary; one whose weights are known already shares its moderation list with the others that have them */
        remember: (dictionary: RememberedDictionary): void => rememberAll.immediate(dictionary),
        weightsOf: weights.weightsOf,
        /** one that was remembered, and where its file was then */
        find: (id: string) => find.get(id),
        all: () => all.all(),
        /** of the label file that was imported last */
        labelsDigest: (dictionary: string): string | undefined => digest.get(dictionary)?.labels_digest ?? undefined,
        setLabelsDigest: (dictionary: string, sha256: string): void => {
            setDigest.run(sha256, dictionary);
        },
        calibrate: (dictionary: string, calibrations: readonly Calibration[]): void => calibrateAll(dictionary, calibrations),
        calibrationOf: (dictionary: string, feature: number): Calibration => {
            const row = calibration.get(dictionary, feature);
            return {feature, maxActivation: row?.max_activation ?? undefined, density: row?.density ?? undefined};
        }
    };
}
