import type {Database} from "better-sqlite3";
import {z} from "zod";
import {readJson} from "./readJson.ts";

/** Questions about small JSON values under names. */
export function settingQueries(db: Database) {
    const all = db.prepare<[], {name: string; value: string}>("SELECT name, value FROM settings ORDER BY name");
    const one = db.prepare<[string], {value: string}>("SELECT value FROM settings WHERE name = ?");
    const set = db.prepare<[string, string]>("INSERT INTO settings (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value");
    const remove = db.prepare<[string]>("DELETE FROM settings WHERE name = ?");

    return {
        all: (): Record<string, unknown> => Object.fromEntries(all.all().map(({name, value}) => [name, readJson(z.unknown(), value, db.name)])),
        get: (name: string): unknown => {
            const row = one.get(name);
            return row && readJson(z.unknown(), row.value, db.name);
        },
        /** undefined forgets it */
        set: (name: string, value: unknown): void => {
            if (value === undefined) remove.run(name);
            else set.run(name, JSON.stringify(value));
        }
    };
}
