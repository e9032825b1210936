import type {Database} from "better-sqlite3";
import {z} from "zod";
import {type AuditEntry, auditEntrySchema, type ModerationCategory, moderationCategorySchema} from "../contract/index.ts";
import {readJson} from "./readJson.ts";
import {weightQueries} from "./weightQueries.ts";

/** A feature that is on a list. */
export interface ModeratedFeature {
    readonly feature: number;
    readonly category: string;
    readonly reason: string;
    /** `user`, the name of an imported list, or `proposal` */
    readonly source: string;
    readonly at: number;
}

/** What is kept of a dictionary's list as a whole. */
export interface ModerationState {
    /** raised by every change; 0: there never was one */
    readonly version: number;
    /** of research access; undefined: not granted */
    readonly access: {readonly reason: string; readonly since: number} | undefined;
}

/** What a change says of itself in the audit. */
export type AuditNote = Pick<AuditEntry, "action" | "detail">;

interface StateRow {
    version: number;
    access_reason: string | null;
    access_since: number | null;
}

const categoriesSchema = z.array(moderationCategorySchema);

/**
 * Questions about moderation lists, research access and the audit. Each change and its line in the audit are one transaction. Dictionary files that hold the same
 * weights have one list, whichever of them is asked for.
 */
export function moderationQueries(db: Database) {
    const {listOf, listOfWeights, unknown} = weightQueries(db);
    const state = db.prepare<[string], StateRow>("SELECT version, access_reason, access_since FROM moderation_lists WHERE dictionary = ?");
    const categories = db.prepare<[string], {feature: number; category: string}>("SELECT feature, category FROM moderated_features WHERE dictionary = ?");
    const find = db.prepare<[string, number], ModeratedFeature>(
        "SELECT feature, category, reason, source, at FROM moderated_features WHERE dictionary = ? AND feature = ?"
    );
    const page = db.prepare<[string, string | null, string | null, number, number], ModeratedFeature>(
        `SELECT feature, category, reason, source, at FROM moderated_features WHERE dictionary = ? AND (? IS NULL OR category = ?)
         ORDER BY feature LIMIT ? OFFSET ?`
    );
    const total = db.prepare<[string, string | null, string | null], {n: number}>(
        "SELECT count(*) n FROM moderated_features WHERE dictionary = ? AND (? IS NULL OR category = ?)"
    );
    const byCategory = db.prepare<[string], {category: string; features: number}>(
        "SELECT category, count(*) features FROM moderated_features WHERE dictionary = ? GROUP BY category ORDER BY count(*) DESC, category"
    );
    // one statement for all: 65,536 of them one by one would hold everybody up for two seconds
    const put = db.prepare<[string, number, string]>(
        `INSERT INTO moderated_features (dictionary, feature, category, reason, source, at)
         SELECT ?, value ->> 'feature', value ->> 'category', value ->> 'reason', value ->> 'source', ? FROM json_each(?) WHERE true
         ON CONFLICT (dictionary, feature) DO UPDATE SET category = excluded.category, reason = excluded.reason, source = excluded.source, at = excluded.at
         WHERE category <> excluded.category OR reason <> excluded.reason`
    );
    const takeOff = db.prepare<[string, number]>("DELETE FROM moderated_features WHERE dictionary = ? AND feature = ?");
    const dropProposals = db.prepare<[string, string]>(
        "DELETE FROM moderation_proposals WHERE dictionary = ? AND feature IN (SELECT feature FROM moderated_features WHERE dictionary = ?)"
    );
    const raise = db.prepare<[string]>(
        "INSERT INTO moderation_lists (dictionary, version) VALUES (?, 1) ON CONFLICT (dictionary) DO UPDATE SET version = version + 1"
    );
    const setAccess = db.prepare<[string, string | null, number | null]>(
        `INSERT INTO moderation_lists (dictionary, access_reason, access_since) VALUES (?, ?, ?)
         ON CONFLICT (dictionary) DO UPDATE SET access_reason = excluded.access_reason, access_since = excluded.access_since`
    );
    const policy = db.prepare<[], {categories: string}>("SELECT categories FROM moderation_policy WHERE id = 1");
    const setPolicy = db.prepare<[string]>(
        "INSERT INTO moderation_policy (id, categories) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET categories = excluded.categories"
    );
    const log = db.prepare<[number, string, string, number, string]>(
        "INSERT INTO moderation_audit (at, dictionary, action, features, detail) VALUES (?, ?, ?, ?, ?)"
    );
    const newest = db.prepare<[string | null, string | null, string | null, number], AuditEntry>(
        "SELECT at, dictionary, action, features, detail FROM moderation_audit WHERE ? IS NULL OR dictionary IN (?, ?) ORDER BY id DESC LIMIT ?"
    );
    const after = db.prepare<[number, number], AuditEntry & {id: number}>(
        "SELECT id, at, dictionary, action, features, detail FROM moderation_audit WHERE id > ? ORDER BY id LIMIT ?"
    );

    const write = (dictionary: string, {action, detail}: AuditNote, features: number) => {
        const list = listOf(dictionary);
        log.run(Date.now(), list, action, features, list === dictionary ? detail : `${detail} (through the file ${dictionary}, which has the same weights)`);
    };
    const change = db.transaction((dictionary: string, {entries, note}: {entries: readonly Omit<ModeratedFeature, "at">[]; note: AuditNote}) => {
        const list = listOf(dictionary);
        const changed = put.run(list, Date.now(), JSON.stringify(entries)).changes;
        for (const of of new Set([list, dictionary])) dropProposals.run(of, list);
        if (changed > 0) {
            raise.run(list);
            write(dictionary, note, changed);
        }
        return changed;
    });
    const remove = db.transaction((dictionary: string, {features, note}: {features: readonly number[]; note: AuditNote}) => {
        const list = listOf(dictionary);
        const removed = features.reduce((n, feature) => n + takeOff.run(list, feature).changes, 0);
        if (removed > 0) {
            raise.run(list);
            write(dictionary, note, removed);
        }
        return removed;
    });
    const access = db.transaction((dictionary: string, reason: string | null, note: AuditNote) => {
        setAccess.run(listOf(dictionary), reason, reason === null ? null : Date.now());
        write(dictionary, note, 0);
    });

    const changePolicy = db.transaction((categories: readonly ModerationCategory[], note: AuditNote) => {
        setPolicy.run(JSON.stringify(categories));
        write("", note, 0);
    });

    return {
        /** under whose id the list of a file with such weights is kept: also for one that nobody has opened here */
        listOf: (dictionary: string, weights?: string): string => {
            const list = listOf(dictionary);
            return list === dictionary && weights !== undefined ? (listOfWeights(weights) ?? dictionary) : list;
        },
        /** dictionaries with lists of whose weights nothing is known yet */
        unknownWeights: unknown,
        state(dictionary: string): ModerationState {
            const row = state.get(listOf(dictionary));
            if (row === undefined) return {version: 0, access: undefined};
            const {version, access_reason: reason, access_since: since} = row;
            return {version, access: reason === null || since === null ? undefined : {reason, since}};
        },
        /** of every feature on the list */
        categories: (dictionary: string): Map<number, string> => new Map(categories.all(listOf(dictionary)).map(({feature, category}) => [feature, category])),
        find: (dictionary: string, feature: number): ModeratedFeature | undefined => find.get(listOf(dictionary), feature),
        /** by index */
        page: (
            dictionary: string,
            {category = null, offset, limit}: {readonly category?: string | null | undefined; readonly offset: number; readonly limit: number}
        ) => ({
            total: total.get(listOf(dictionary), category, category)!.n,
            entries: page.all(listOf(dictionary), category, category, limit, offset)
        }),
        count: (dictionary: string): number => total.get(listOf(dictionary), null, null)!.n,
        /** most features first */
        byCategory: (dictionary: string) => byCategory.all(listOf(dictionary)),
        /** puts features on the list, or says something new of them; @returns how many are new or different, and only those are in the audit */
        put: (dictionary: string, entries: readonly Omit<ModeratedFeature, "at">[], note: AuditNote): number => change.immediate(dictionary, {entries, note}),
        /** @returns how many were on the list */
        remove: (dictionary: string, features: readonly number[], note: AuditNote): number => remove.immediate(dictionary, {features, note}),
        grantAccess: (dictionary: string, reason: string, note: AuditNote): void => access.immediate(dictionary, reason, note),
        revokeAccess: (dictionary: string, note: AuditNote): void => access.immediate(dictionary, null, note),
        /** undefined: nobody has changed it */
        policy(): ModerationCategory[] | undefined {
            const row = policy.get();
            return row && readJson(categoriesSchema, row.categories, db.name);
        },
        setPolicy: (categories: readonly ModerationCategory[], note: AuditNote): void => changePolicy.immediate(categories, note),
        /** a line in the audit that stands for itself */
        log: (dictionary: string, note: AuditNote, features: number): void => void write(dictionary, note, features),
        /** newest first */
        newestAudit: (dictionary: string | undefined, limit: number): AuditEntry[] =>
            newest
                .all(dictionary ?? null, dictionary ?? null, dictionary === undefined ? null : listOf(dictionary), limit)
                .map((row) => auditEntrySchema.parse(row)),
        /** oldest first, from the one after `id` */
        auditAfter: (id: number, limit: number): (AuditEntry & {readonly id: number})[] => after.all(id, limit)
    };
}
