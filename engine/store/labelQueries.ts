import type {Database} from "better-sqlite3";
import type {Label, LabelSource} from "../contract/index.ts";
import {type LabelRow, labelOf} from "./labelRow.ts";

/** The source of labels that the user wrote. */
export const USER_SOURCE = "user";

/** A label to keep. */
export interface NewLabel {
    readonly feature: number;
    readonly description: string;
    readonly score?: number | undefined;
    readonly evidence?: string | undefined;
    readonly model?: string | undefined;
    readonly method?: string | undefined;
    /** absent: what was known before, else now */
    readonly createdAt?: number | undefined;
}

/** User first, then by score; a label without a score counts as middling. */
const BEST_FIRST = `(source = '${USER_SOURCE}') DESC, coalesce(score, 0.5) DESC, id`;

interface SourceRow {
    source: string;
    labels: number;
    features: number;
    models: string;
    meanScore: number | null;
    newest: number | null;
}

/** Questions about what features mean. Labels that are held (see the schema) are in none of the answers. */
export function labelQueries(db: Database) {
    const present = db.prepare<[string, number, string], LabelRow>(
        "SELECT * FROM labels WHERE dictionary_id = ? AND feature = ? AND source = ? AND held = 0 ORDER BY id"
    );
    const insert = db.prepare<[string, number, string, string, number | null, string | null, string | null, string | null, number]>(
        "INSERT INTO labels (dictionary_id, feature, source, description, score, evidence, model, method, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
    );
    const update = db.prepare<[string, number | null, string | null, string | null, string | null, number, number]>(
        "UPDATE labels SET description = ?, score = ?, evidence = ?, model = ?, method = ?, created_at = ? WHERE id = ?"
    );
    const removeOne = db.prepare<[number]>("DELETE FROM labels WHERE id = ?");
    const remove = db.prepare<[string, number, string]>("DELETE FROM labels WHERE dictionary_id = ? AND feature = ? AND source = ? AND held = 0");
    const ofFeatures = db.prepare<[string, string], LabelRow>(
        `SELECT * FROM labels WHERE dictionary_id = ? AND held = 0 AND feature IN (SELECT value FROM json_each(?)) ORDER BY feature, ${BEST_FIRST}`
    );
    const count = db.prepare<[string], {n: number}>("SELECT count(DISTINCT feature) n FROM labels WHERE dictionary_id = ? AND held = 0");
    const sources = db.prepare<[string], SourceRow>(
        `SELECT source, count(*) labels, count(DISTINCT feature) features, avg(score) meanScore, max(created_at) newest,
            json_group_array(DISTINCT model) FILTER (WHERE model IS NOT NULL) models
         FROM labels WHERE dictionary_id = ? AND held = 0 GROUP BY source ORDER BY source = '${USER_SOURCE}' DESC, count(*) DESC, source`
    );
    const between = db.prepare<[string, number, number], LabelRow>(
        "SELECT * FROM labels WHERE dictionary_id = ? AND feature >= ? AND feature < ? AND held = 0 ORDER BY feature, id"
    );
    const lastFeature = db.prepare<[string], {feature: number | null}>("SELECT max(feature) feature FROM labels WHERE dictionary_id = ?");
    const bestScored = db.prepare<[string, number], {feature: number}>(
        `SELECT feature FROM labels WHERE dictionary_id = ? AND held = 0 GROUP BY feature
         ORDER BY max(source = '${USER_SOURCE}') DESC, max(coalesce(score, 0.5)) DESC, feature LIMIT ?`
    );
    const saveOne = (dictionary: string, source: string, label: NewLabel): number => {
        const [old, ...others] = present.all(dictionary, label.feature, source);
        for (const {id} of others) removeOne.run(id);
        const {description, score = null, evidence = null, model = null, method = null} = label;
        const same = old?.description === description && old.score === score && old.evidence === evidence && old.model === model && old.method === method;
        if (same && (label.createdAt === undefined || label.createdAt === old.created_at)) return others.length > 0 ? 1 : 0;
        const createdAt = label.createdAt ?? Date.now();
        if (old === undefined) insert.run(dictionary, label.feature, source, description, score, evidence, model, method, createdAt);
        else update.run(description, score, evidence, model, method, createdAt, old.id);
        return 1;
    };
    const saveAll = db.transaction((dictionary: string, source: string, labels: readonly NewLabel[]) =>
        labels.reduce((changed, label) => changed + saveOne(dictionary, source, label), 0)
    );

    return {
        /** makes each label the only one of its source for its feature, all or none; @returns how many were new or different */
        save: (dictionary: string, source: string, labels: readonly NewLabel[]): number => saveAll.immediate(dictionary, source, labels),
        remove: (dictionary: string, feature: number, source: string): boolean => remove.run(dictionary, feature, source).changes > 0,
        /** of each feature that has any, best first */
        ofFeatures: (dictionary: string, features: readonly number[]): Map<number, Label[]> =>
            groupLabels(ofFeatures.all(dictionary, JSON.stringify(features))),
        /** how many features of the dictionary have a label */
        count: (dictionary: string): number => count.get(dictionary)!.n,
        /** who described the dictionary's features: the user first, then by number of labels */
        sources: (dictionary: string): LabelSource[] => sources.all(dictionary).map(sourceOf),
        /** of the features from `first` (inclusive) to `end` (exclusive), by feature and then in the order in which they came */
        between: (dictionary: string, first: number, end: number): (Label & {readonly feature: number})[] =>
            between.all(dictionary, first, end).map((row) => ({...labelOf(row), feature: row.feature})),
        /** no feature above it has a label */
        lastFeature: (dictionary: string): number | undefined => lastFeature.get(dictionary)?.feature ?? undefined,
        /** the user's own first, then by score */
        bestScoredFeatures: (dictionary: string, limit: number): number[] => bestScored.all(dictionary, limit).map(({feature}) => feature)
    };
}

function groupLabels(rows: readonly LabelRow[]): Map<number, Label[]> {
    const grouped = new Map<number, Label[]>();
    for (const row of rows) {
        const labels = grouped.get(row.feature);
        if (labels) labels.push(labelOf(row));
        else grouped.set(row.feature, [labelOf(row)]);
    }
    return grouped;
}

function sourceOf({models, meanScore, newest, ...row}: SourceRow): LabelSource {
    const names = JSON.parse(models) as string[];
    return {...row, models: names.sort(), ...(meanScore !== null && {meanScore}), ...(newest !== null && {newest})};
}
