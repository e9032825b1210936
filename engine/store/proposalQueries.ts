import type {Database} from "better-sqlite3";
import type {AuditNote} from "./moderationQueries.ts";
import {weightQueries} from "./weightQueries.ts";

/** What a model said of a feature. */
export interface Judgement {
    readonly feature: number;
    /** undefined: nothing speaks against it */
    readonly category: string | undefined;
    readonly reason: string;
    /** 0..1 */
    readonly confidence: number;
}

export interface Proposal extends Omit<Judgement, "category"> {
    readonly category: string;
    readonly proposedBy: string;
    readonly at: number;
}

/** Questions about what a model proposed for a moderation list, until a person has decided. */
export function proposalQueries(db: Database) {
    const {listOf} = weightQueries(db);
    // what was found harmless is looked at again when it has got another label since
    const unjudged = db.prepare<[string, string], {feature: number}>(
        `SELECT labels.feature FROM labels LEFT JOIN moderation_proposals said ON said.dictionary = labels.dictionary_id AND said.feature = labels.feature
         WHERE labels.dictionary_id = ? AND labels.held = 0
            AND labels.feature NOT IN (SELECT feature FROM moderated_features WHERE dictionary = ?)
         GROUP BY labels.feature
         HAVING said.state IS NULL OR (said.state = 'none' AND max(coalesce(labels.created_at, 0)) > said.at)
         ORDER BY labels.feature`
    );
    const judged = db.prepare<[string], {judged: number; proposals: number}>(
        "SELECT count(*) judged, coalesce(sum(state <> 'none'), 0) proposals FROM moderation_proposals WHERE run = ?"
    );
    const keep = db.prepare<[string, number, string, string, number, string, number, string, string]>(
        `INSERT INTO moderation_proposals (dictionary, feature, category, reason, confidence, proposed_by, at, run, state) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (dictionary, feature) DO UPDATE SET category = excluded.category, reason = excluded.reason, confidence = excluded.confidence,
            proposed_by = excluded.proposed_by, at = excluded.at, run = excluded.run, state = excluded.state
         WHERE moderation_proposals.state = 'none'`
    );
    const forget = db.prepare<[string]>("DELETE FROM moderation_proposals WHERE run = ? AND state <> 'rejected'");
    const page = db.prepare<[string, number, number], Proposal>(
        `SELECT feature, category, reason, confidence, proposed_by proposedBy, at FROM moderation_proposals WHERE dictionary = ? AND state = 'open'
         ORDER BY confidence DESC, feature LIMIT ? OFFSET ?`
    );
    const total = db.prepare<[string], {n: number}>("SELECT count(*) n FROM moderation_proposals WHERE dictionary = ? AND state = 'open'");
    const open = db.prepare<[string, string], Proposal>(
        `SELECT feature, category, reason, confidence, proposed_by proposedBy, at FROM moderation_proposals WHERE dictionary = ? AND state = 'open'
         AND feature IN (SELECT value FROM json_each(?)) ORDER BY feature`
    );
    const reject = db.prepare<[string, number]>("UPDATE moderation_proposals SET state = 'rejected' WHERE dictionary = ? AND feature = ? AND state = 'open'");
    const log = db.prepare<[number, string, string, number, string]>(
        "INSERT INTO moderation_audit (at, dictionary, action, features, detail) VALUES (?, ?, ?, ?, ?)"
    );

    const keepAll = db.transaction((dictionary: string, {run, by, said}: {run: string; by: string; said: readonly Judgement[]}) => {
        const now = Date.now();
        for (const {feature, category, reason, confidence} of said)
            keep.run(dictionary, feature, category ?? "", reason, confidence, by, now, run, category === undefined ? "none" : "open");
    });
    const rejectAll = db.transaction((dictionary: string, features: readonly number[], {action, detail}: AuditNote) => {
        const rejected = features.reduce((n, feature) => n + reject.run(dictionary, feature).changes, 0);
        if (rejected > 0) log.run(Date.now(), dictionary, action, rejected, detail);
        return rejected;
    });

    return {
        /** features with labels that no model has judged as they are now, and that are not on the list; by index */
        unjudged: (dictionary: string): number[] => unjudged.all(dictionary, listOf(dictionary)).map(({feature}) => feature),
        /** what a run has judged so far */
        progressOf: (run: string): {judged: number; proposals: number} => judged.get(run)!,
        /** keeps what a run says; what a person has decided, or is still to decide, stays as it is */
        keep: (dictionary: string, batch: {readonly run: string; readonly by: string; readonly said: readonly Judgement[]}): void =>
            keepAll.immediate(dictionary, batch),
        /** what a run said, but for what a person has rejected */
        forget: (run: string): void => void forget.run(run),
        /** those that wait for a person, the surest first */
        page: (dictionary: string, {offset, limit}: {readonly offset: number; readonly limit: number}) => ({
            total: total.get(dictionary)!.n,
            proposals: page.all(dictionary, limit, offset)
        }),
        count: (dictionary: string): number => total.get(dictionary)!.n,
        /** of these features, those that wait for a person */
        open: (dictionary: string, features: readonly number[]): Proposal[] => open.all(dictionary, JSON.stringify(features)),
        /** @returns how many waited */
        reject: (dictionary: string, features: readonly number[], note: AuditNote): number => rejectAll.immediate(dictionary, features, note)
    };
}
