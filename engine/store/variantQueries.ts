import type {Database} from "better-sqlite3";
import {steeringSchema, type Variant} from "../contract/index.ts";
import {readJson} from "./readJson.ts";

interface Row {
    id: string;
    name: string;
    steering: string;
}

/** Questions about saved variants. */
export function variantQueries(db: Database) {
    const all = db.prepare<[], Row>("SELECT id, name, steering FROM variants ORDER BY created_at, rowid");
    const byId = db.prepare<[string], Row>("SELECT id, name, steering FROM variants WHERE id = ?");
    const save = db.prepare<Row & {created_at: number}>(
        `INSERT INTO variants (id, name, steering, created_at) VALUES (@id, @name, @steering, @created_at)
         ON CONFLICT (id) DO UPDATE SET name = excluded.name, steering = excluded.steering`
    );
    const remove = db.prepare<[string]>("DELETE FROM variants WHERE id = ?");
    const toVariant = (row: Row): Variant => ({id: row.id, name: row.name, ...readJson(steeringSchema, row.steering, db.name)});

    return {
        /** oldest first */
        all: (): Variant[] => all.all().map(toVariant),
        find: (id: string): Variant | undefined => {
            const row = byId.get(id);
            return row && toVariant(row);
        },
        /** adds it, or replaces the one with its id */
        save: ({id, name, ...steering}: Variant): void => {
            save.run({id, name, steering: JSON.stringify(steering), created_at: Date.now()});
        },
        remove: (id: string): boolean => remove.run(id).changes > 0
    };
}
