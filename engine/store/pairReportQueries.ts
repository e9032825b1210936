import type {Database} from "better-sqlite3";
import {type PairReport, pairReportSchema} from "../contract/index.ts";
import {readJson} from "./readJson.ts";

/** Questions about what was measured of pairs. */
export function pairReportQueries(db: Database) {
    const save = db.prepare<[string, string, number, string]>("INSERT INTO pair_reports (id, dictionary_id, at, report) VALUES (?, ?, ?, ?)");
    const ofDictionary = db.prepare<[string], {report: string}>("SELECT report FROM pair_reports WHERE dictionary_id = ? ORDER BY at DESC, rowid DESC");
    const remove = db.prepare<[string]>("DELETE FROM pair_reports WHERE id = ?");

    return {
        save: (report: PairReport): void => void save.run(report.id, report.dictionary, report.at, JSON.stringify(report)),
        /** newest first */
        ofDictionary: (dictionary: string): PairReport[] => ofDictionary.all(dictionary).map(({report}) => readJson(pairReportSchema, report, db.name)),
        remove: (id: string): boolean => remove.run(id).changes > 0
    };
}
