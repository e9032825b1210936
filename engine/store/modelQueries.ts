import type {Database} from "better-sqlite3";
import {z} from "zod";
import {type LoadOptions, loadOptionsSchema} from "../contract/index.ts";
import {readJson} from "./readJson.ts";

/** A model file that the user added, with the dictionary files to load beside it. */
export interface AddedModel {
    readonly id: string;
    readonly path: string;
    readonly dictionaries: readonly string[];
    readonly options: LoadOptions;
    /** where the file's own name says nothing */
    readonly name?: string | undefined;
}

interface Row {
    id: string;
    path: string;
    dictionaries: string;
    options: string;
    name: string | null;
}

/** Questions about the models that the user added. */
export function modelQueries(db: Database) {
    const all = db.prepare<[], Row>("SELECT id, path, dictionaries, options, name FROM models ORDER BY added_at, rowid");
    const save = db.prepare<Row & {added_at: number}, Row>(
        `INSERT INTO models (id, path, dictionaries, options, name, added_at) VALUES (@id, @path, @dictionaries, @options, @name, @added_at)
         ON CONFLICT (path) DO UPDATE SET dictionaries = excluded.dictionaries, options = excluded.options, name = excluded.name
         RETURNING id, path, dictionaries, options, name`
    );
    const remove = db.prepare<[string]>("DELETE FROM models WHERE id = ?");
    const toModel = ({id, path, dictionaries, options, name}: Row): AddedModel => ({
        id,
        path,
        dictionaries: readJson(z.array(z.string()), dictionaries, db.name),
        options: readJson(loadOptionsSchema, options, db.name),
        ...(name !== null && {name})
    });

    return {
        /** oldest first */
        all: (): AddedModel[] => all.all().map(toModel),
        /** a path that is known keeps its id and gets these dictionaries, options and name; @returns what is now kept */
        save: ({id, path, dictionaries, options, name}: AddedModel): AddedModel =>
            toModel(
                save.get({
                    id,
                    path,
                    dictionaries: JSON.stringify(dictionaries),
                    options: JSON.stringify(options),
                    name: name ?? null,
                    added_at: Date.now()
                })!
            ),
        remove: (id: string): boolean => remove.run(id).changes > 0
    };
}
