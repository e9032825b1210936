import type {Database} from "better-sqlite3";
import {type Preset, presetSchema, steeringSchema} from "../contract/index.ts";
import {readJson} from "./readJson.ts";

interface Row {
    id: string;
    name: string;
    steering: string;
    created_at: number;
    updated_at: number;
    key: string | null;
    rest: string;
}

/** All of a preset that has no column of its own. */
const restSchema = presetSchema.omit({id: true, name: true, steering: true, createdAt: true, updatedAt: true, key: true});

/** Questions about saved presets. */
export function presetQueries(db: Database) {
    const newestFirst = db.prepare<[], Row>("SELECT * FROM presets ORDER BY updated_at DESC, rowid DESC");
    const byId = db.prepare<[string], Row>("SELECT * FROM presets WHERE id = ?");
    const freeKey = db.prepare<[string, string]>("UPDATE presets SET key = NULL WHERE key = ? AND id <> ?");
    const save = db.prepare<Row>(
        `INSERT INTO presets (id, name, steering, created_at, updated_at, key, rest) VALUES (@id, @name, @steering, @created_at, @updated_at, @key, @rest)
         ON CONFLICT (id) DO UPDATE SET name = excluded.name, steering = excluded.steering, updated_at = excluded.updated_at, key = excluded.key, rest = excluded.rest`
    );
    const remove = db.prepare<[string]>("DELETE FROM presets WHERE id = ?");
    const toPreset = ({id, name, steering, created_at, updated_at, key, rest}: Row): Preset => ({
        id,
        name,
        steering: readJson(steeringSchema, steering, db.name),
        ...readJson(restSchema, rest, db.name),
        key,
        createdAt: created_at,
        updatedAt: updated_at
    });
    const replace = db.transaction(({id, name, steering, key, createdAt, updatedAt, ...rest}: Preset) => {
        if (key !== null) freeKey.run(key, id);
        save.run({id, name, steering: JSON.stringify(steering), key, created_at: createdAt, updated_at: updatedAt, rest: JSON.stringify(rest)});
    });

    return {
        /** changed last first */
        all: (): Preset[] => newestFirst.all().map(toPreset),
        find: (id: string): Preset | undefined => {
            const row = byId.get(id);
            return row && toPreset(row);
        },
        /** adds it, or replaces the one with its id (but for when that was made); its key is taken from whichever had it */
        save: (preset: Preset): void => replace(preset),
        /** conversations that ran under it keep their steering */
        remove: (id: string): boolean => remove.run(id).changes > 0
    };
}
