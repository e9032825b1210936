import {randomInt} from "node:crypto";
import type {Database} from "better-sqlite3";
import {EngineError} from "../contract/index.ts";
import {type NewLabel, USER_SOURCE} from "./labelQueries.ts";

export interface SourcedLabel extends NewLabel {
    readonly source: string;
}

interface Present {
    readonly id: number;
    readonly feature: number;
    readonly source: string;
}

/**
 * Writes many labels without holding anybody up: in small steps under an import's number, which nobody sees, then in force all at
 * once. What they replace is set aside in that same step and deleted in small ones. (In one transaction 65,536 labels with their word
 * index take two seconds, and every answer that is being written would stand still as long.)
 */
export function labelImportQueries(db: Database) {
    const insert = db.prepare<[string, number, string, string, number | null, string | null, string | null, string | null, number | null, number]>(
        `INSERT INTO labels (dictionary_id, feature, source, description, score, evidence, model, method, created_at, held)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`
    );
    // The user's own label gives way only to one that is known to be no older.
    const yieldToOwn = db.prepare<[number, number]>(
        `UPDATE labels SET held = ? WHERE held = ? AND source = '${USER_SOURCE}' AND EXISTS (
            SELECT 1 FROM labels own WHERE own.dictionary_id = labels.dictionary_id AND own.feature = labels.feature
            AND own.source = '${USER_SOURCE}' AND own.held = 0 AND coalesce(own.created_at, 1) > coalesce(labels.created_at, 0)
         )`
    );
    const setAsideOwn = db.prepare<[number, string, number]>(
        `UPDATE labels SET held = ? WHERE dictionary_id = ? AND source = '${USER_SOURCE}' AND held = 0
         AND feature IN (SELECT feature FROM labels WHERE held = ? AND source = '${USER_SOURCE}')`
    );
    const presentOf = db.prepare<[string, string], Present>(
        "SELECT id, feature, source FROM labels WHERE dictionary_id = ? AND held = 0 AND source IN (SELECT value FROM json_each(?))"
    );
    const setAside = db.prepare<[number, string]>("UPDATE labels SET held = ? WHERE id IN (SELECT value FROM json_each(?))");
    const setAsideSource = db.prepare<[number, string, string]>("UPDATE labels SET held = ? WHERE dictionary_id = ? AND source = ? AND held = 0");
    const putInForce = db.prepare<[number, number]>("UPDATE labels SET held = 0, created_at = coalesce(created_at, ?) WHERE held = ?");
    const leave = db.prepare<[number, number]>("UPDATE labels SET held = ? WHERE held = ?");
    const sweep = db.prepare<[number, number]>("DELETE FROM labels WHERE id IN (SELECT id FROM labels WHERE held = ? LIMIT ?)");
    const sweepAll = db.prepare("DELETE FROM labels WHERE held <> 0");

    const stage = db.transaction((number: number, dictionary: string, labels: readonly SourcedLabel[]) => {
        for (const {feature, source, description, score, evidence, model, method, createdAt} of labels)
            insert.run(dictionary, feature, source, description, score ?? null, evidence ?? null, model ?? null, method ?? null, createdAt ?? null, number);
    });
    const finish = db.transaction(({number, dictionary, sources, replaces, staged}: Finish): Finished => {
        const ownKept = yieldToOwn.run(-number, number).changes;
        const outdated = presentOf.all(dictionary, JSON.stringify(sources)).filter((label) => label.source !== USER_SOURCE && replaces(label));
        const replaced = setAsideOwn.run(-number, dictionary, number).changes + setAside.run(-number, JSON.stringify(outdated.map(({id}) => id))).changes;
        const added = putInForce.run(Date.now(), number).changes;
        if (added + ownKept !== staged) throw new EngineError("engine/internal", {detail: `${staged} labels were prepared, ${added + ownKept} are there`});
        return {added, replaced, ownKept};
    });

    return {
        /** a number for a new import or removal */
        begin: (): number => randomInt(1, 2 ** 47),
        /** some labels of an import, not yet in force */
        stage: (number: number, dictionary: string, labels: readonly SourcedLabel[]): void => stage.immediate(number, dictionary, labels),
        /** puts an import's labels in force, and sets aside what they replace */
        finish: (finished: Finish): Finished => finish.immediate(finished),
        /** gives an import up; its labels wait to be swept */
        abandon: (number: number): void => {
            leave.run(-number, number);
        },
        /** takes all labels of a source out of force; @returns how many */
        removeSource: (number: number, dictionary: string, source: string): number => setAsideSource.run(-number, dictionary, source).changes,
        /** deletes some of what import or removal `number` set aside; @returns how many */
        sweep: (number: number, atMost: number): number => sweep.run(-number, atMost).changes,
        /** what an engine that was killed left */
        sweepLeftOver: (): void => {
            sweepAll.run();
        }
    };
}

export interface Finish {
    readonly number: number;
    readonly dictionary: string;
    /** whose labels the import touches */
    readonly sources: readonly string[];
    /** whether a label in force gives way; the user's own give way by their age alone */
    readonly replaces: (label: Present) => boolean;
    /** how many labels were staged */
    readonly staged: number;
}

export interface Finished {
    readonly added: number;
    readonly replaced: number;
    /** labels left out because the user's own is newer */
    readonly ownKept: number;
}
