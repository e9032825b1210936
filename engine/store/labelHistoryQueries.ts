import type {Database} from "better-sqlite3";
import type {LabelChange} from "../contract/index.ts";

/** Questions about what was said of features before. Triggers on `labels` write the answers. */
export function labelHistoryQueries(db: Database) {
    const kept = db.prepare<[string, number], LabelChange>(
        "SELECT at, source, before, after FROM label_history WHERE dictionary_id = ? AND feature = ? ORDER BY id DESC"
    );
    // what came with an import is in force without a change of its own
    const imported = db.prepare<[string, number], LabelChange>(
        `SELECT coalesce(created_at, 0) AS at, source, NULL AS before, description AS after FROM labels
         WHERE dictionary_id = ? AND feature = ? AND held = 0 AND NOT EXISTS (
            SELECT 1 FROM label_history change WHERE change.dictionary_id = labels.dictionary_id AND change.feature = labels.feature
            AND change.source = labels.source AND change.after = labels.description
         ) ORDER BY id DESC`
    );
    return {
        /** newest first; `at` is 0 where nobody knows */
        of: (dictionary: string, feature: number): LabelChange[] =>
            [...kept.all(dictionary, feature), ...imported.all(dictionary, feature)].sort((a, b) => b.at - a.at)
    };
}
