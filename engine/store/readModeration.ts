import {existsSync} from "node:fs";
import {join} from "node:path";
import Database from "better-sqlite3";
import {EngineError} from "../contract/index.ts";
import {guardQueries} from "./guardQueries.ts";
import {migrations} from "./migrations/index.ts";
import {moderationQueries} from "./moderationQueries.ts";
import {storeError} from "./storeError.ts";

/** The version of the schema that has moderation lists. */
const SINCE = 9;
const BUSY_TIMEOUT_MS = 5000;

/**
 * A workspace's moderation lists for who needs nothing else of it: read only, so that neither a folder nor a table is made, and another engine is not disturbed.
 * The exception is a line in the audit, which is written where that can be done.
 * @returns undefined where there is no workspace, or none that has lists
 * @throws EngineError `store/*`, `file/no-permission`: lists that can't be read are no empty lists
 */
export function readModeration(workspaceDir: string) {
    const path = join(workspaceDir, "saelor.db");
    if (!existsSync(path)) return undefined;
    let db: Database.Database | undefined;
    try {
        db = new Database(path, {readonly: true, timeout: BUSY_TIMEOUT_MS});
        const version = db.pragma("user_version", {simple: true}) as number;
        if (version > migrations.length) throw new EngineError("store/newer-version", {path, got: version, supported: migrations.length});
        if (version < SINCE) {
            db.close();
            return undefined;
        }
        const {state, categories, find, listOf, unknownWeights} = guardQueries(moderationQueries(db), path);
        const opened = db;
        return {state, categories, find, listOf, unknownWeights, log: logInto(path), close: () => void opened.close()};
    } catch (error) {
        db?.close();
        throw storeError(error, path);
    }
}

function logInto(path: string): ReturnType<typeof moderationQueries>["log"] {
    return (...line) => {
        const db = new Database(path, {timeout: BUSY_TIMEOUT_MS, fileMustExist: true});
        try {
            moderationQueries(db).log(...line);
        } finally {
            db.close();
        }
    };
}
