import {storeError} from "./storeError.ts";

type Queries = {readonly [name: string]: (...args: never[]) => unknown};

/** The same queries, whose SQLite failures (a damaged page, a full disk) come out as `EngineError`s that name the file. */
export function guardQueries<T extends Queries>(queries: T, path: string): T {
    const guarded = Object.entries(queries).map(([name, query]) => [
        name,
        (...args: never[]) => {
            try {
                return query(...args);
            } catch (error) {
                throw storeError(error, path);
            }
        }
    ]);
    return Object.fromEntries(guarded) as T;
}
