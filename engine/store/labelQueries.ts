import type {Database} from "better-sqlite3";
import type {Label} from "../contract/index.ts";
import {labelWords} from "./labelWords.ts";

/** The source of labels that the user wrote. */
export const USER_SOURCE = "user";

/** A label to keep: one per feature and source. */
export interface NewLabel {
    readonly feature: number;
    readonly description: string;
    readonly score?: number | undefined;
    readonly evidence?: string | undefined;
}

interface Row {
    id: number;
    feature: number;
    description: string;
    source: string;
    score: number | null;
    evidence: string | null;
}

/** User first, then by score; a label without a score counts as middling. */
const BEST_FIRST = `(source = '${USER_SOURCE}') DESC, coalesce(score, 0.5) DESC, id`;

/** Questions about what features mean. */
export function labelQueries(db: Database) {
    const save = db.prepare<[string, number, string, string, number | null, string | null]>(
        `INSERT INTO labels (dictionary_id, feature, description, source, score, evidence) VALUES (?, ?, ?, ?, ?, ?)
         ON CONFLICT (dictionary_id, feature, source) DO UPDATE SET description = excluded.description, score = excluded.score, evidence = excluded.evidence
         WHERE description IS NOT excluded.description OR score IS NOT excluded.score OR evidence IS NOT excluded.evidence`
    );
    const remove = db.prepare<[string, number, string]>("DELETE FROM labels WHERE dictionary_id = ? AND feature = ? AND source = ?");
    const ofFeatures = db.prepare<[string, string], Row>(
        `SELECT id, feature, description, source, score, evidence FROM labels
         WHERE dictionary_id = ? AND feature IN (SELECT value FROM json_each(?)) ORDER BY feature, ${BEST_FIRST}`
    );
    const count = db.prepare<[string], {n: number}>("SELECT count(DISTINCT feature) n FROM labels WHERE dictionary_id = ?");
    // bm25 is negative and smaller when better, so a better score must multiply it by more: a label of score 1 counts three times one of 0.
    const matching = db.prepare<[string, string, number], {feature: number}>(
        `WITH hits AS MATERIALIZED (
            SELECT labels.feature, labels.source = '${USER_SOURCE}' AS own, bm25(label_words) * (0.5 + coalesce(labels.score, 0.5)) AS rank
            FROM label_words JOIN labels ON labels.id = label_words.rowid WHERE label_words MATCH ? AND labels.dictionary_id = ?
         ) SELECT feature FROM hits GROUP BY feature ORDER BY max(own) DESC, min(rank), feature LIMIT ?`
    );
    const bestScored = db.prepare<[string, number], {feature: number}>(
        `SELECT feature FROM labels WHERE dictionary_id = ? GROUP BY feature
         ORDER BY max(source = '${USER_SOURCE}') DESC, max(coalesce(score, 0.5)) DESC, feature LIMIT ?`
    );
    const saveAll = db.transaction((dictionary: string, source: string, labels: readonly NewLabel[]) => {
        let changed = 0;
        for (const {feature, description, score, evidence} of labels)
            changed += save.run(dictionary, feature, description, source, score ?? null, evidence ?? null).changes;
        return changed;
    });
    const search = (query: string | undefined, dictionary: string, limit: number) =>
        query === undefined ? [] : matching.all(query, dictionary, limit).map(({feature}) => feature);

    return {
        /** adds or replaces the labels of one source, all or none; @returns how many were new or different */
        save: (dictionary: string, source: string, labels: readonly NewLabel[]): number => saveAll.immediate(dictionary, source, labels),
        remove: (dictionary: string, feature: number, source: string): boolean => remove.run(dictionary, feature, source).changes > 0,
        /** of each feature that has any, best first */
        ofFeatures: (dictionary: string, features: readonly number[]): Map<number, Label[]> =>
            groupLabels(ofFeatures.all(dictionary, JSON.stringify(features))),
        /** how many features of the dictionary have a label */
        count: (dictionary: string): number => count.get(dictionary)!.n,
        /** features whose labels hold every word typed (each as a prefix), else any of them; the user's own first, then by match and score */
        featuresMatching: (dictionary: string, typed: string, limit: number): number[] => {
            const every = search(labelWords(typed, "AND"), dictionary, limit);
            return every.length > 0 ? every : search(labelWords(typed, "OR"), dictionary, limit);
        },
        /** the user's own first, then by score */
        bestScoredFeatures: (dictionary: string, limit: number): number[] => bestScored.all(dictionary, limit).map(({feature}) => feature)
    };
}

function groupLabels(rows: readonly Row[]): Map<number, Label[]> {
    const grouped = new Map<number, Label[]>();
    for (const {id, feature, description, source, score, evidence} of rows) {
        const label: Label = {id, description, source, ...(score !== null && {score}), ...(evidence !== null && {evidence})};
        const labels = grouped.get(feature);
        if (labels) labels.push(label);
        else grouped.set(feature, [label]);
    }
    return grouped;
}
