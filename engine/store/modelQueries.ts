import type {Database} from "better-sqlite3";
import {z} from "zod";
import {readJson} from "./readJson.ts";

/** A model file that the user added, with the dictionary files to load beside it. */
export interface AddedModel {
    readonly id: string;
    readonly path: string;
    readonly dictionaries: readonly string[];
}

interface Row {
    id: string;
    path: string;
    dictionaries: string;
}

/** Questions about the models that the user added. */
export function modelQueries(db: Database) {
    const all = db.prepare<[], Row>("SELECT id, path, dictionaries FROM models ORDER BY added_at, rowid");
    const save = db.prepare<Row & {added_at: number}, Row>(
        `INSERT INTO models (id, path, dictionaries, added_at) VALUES (@id, @path, @dictionaries, @added_at)
         ON CONFLICT (path) DO UPDATE SET dictionaries = excluded.dictionaries RETURNING id, path, dictionaries`
    );
    const remove = db.prepare<[string]>("DELETE FROM models WHERE id = ?");
    const toModel = ({id, path, dictionaries}: Row): AddedModel => ({id, path, dictionaries: readJson(z.array(z.string()), dictionaries, db.name)});

    return {
        /** oldest first */
        all: (): AddedModel[] => all.all().map(toModel),
        /** a path that is known keeps its id and gets these dictionaries; @returns what is now kept */
        save: ({id, path, dictionaries}: AddedModel): AddedModel =>
            toModel(save.get({id, path, dictionaries: JSON.stringify(dictionaries), added_at: Date.now()})!),
        remove: (id: string): boolean => remove.run(id).changes > 0
    };
}
