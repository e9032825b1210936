import {accessSync, constants, existsSync} from "node:fs";
import {join} from "node:path";
import Database from "better-sqlite3";
import {EngineError} from "../contract/index.ts";
import {claimWorkspace} from "./claimWorkspace.ts";
import {conversationQueries} from "./conversationQueries.ts";
import {dictionaryQueries} from "./dictionaryQueries.ts";
import {ensureWritableFolder} from "./ensureFolder.ts";
import {evaluationQueries} from "./evaluationQueries.ts";
import {featureListQueries} from "./featureListQueries.ts";
import {folderQueries} from "./folderQueries.ts";
import {guardQueries} from "./guardQueries.ts";
import {harvestQueries} from "./harvestQueries.ts";
import {labelHistoryQueries} from "./labelHistoryQueries.ts";
import {labelImportQueries} from "./labelImportQueries.ts";
import {labellingQueries} from "./labellingQueries.ts";
import {labelQueries} from "./labelQueries.ts";
import {libraryQueries} from "./libraryQueries.ts";
import {meaningQueries} from "./meaningQueries.ts";
import {messageQueries} from "./messageQueries.ts";
import {messageSearchQueries} from "./messageSearchQueries.ts";
import {migrate} from "./migrate.ts";
import {type Migration, migrations as releasedMigrations} from "./migrations/index.ts";
import {modelQueries} from "./modelQueries.ts";
import {moderationQueries} from "./moderationQueries.ts";
import {pairReportQueries} from "./pairReportQueries.ts";
import {presetQueries} from "./presetQueries.ts";
import {proposalQueries} from "./proposalQueries.ts";
import {runQueries} from "./runQueries.ts";
import {settingQueries} from "./settingQueries.ts";
import {storeError} from "./storeError.ts";

export type Store = ReturnType<typeof openStore>;

/** A writer in another process holds the lock for milliseconds; five seconds mean that it hangs. */
const BUSY_TIMEOUT_MS = 5000;

/**
 * Opens the workspace's database, making folder and tables where they are missing, and tidies up after an engine that was killed:
 * its unfinished answers become `interrupted`, its unfinished imports of labels go. Several processes may have one workspace open; only the first tidies up.
 * @throws EngineError `store/newer-version` (the file is left untouched), `store/corrupt`, `store/locked`, `file/no-permission`, `disk/full`
 */
export function openStore(workspaceDir: string, {migrations = releasedMigrations}: {migrations?: readonly Migration[]} = {}) {
    const path = join(workspaceDir, "saelor.db");
    let db: Database.Database | undefined;
    let giveBack: (() => void) | undefined;
    const close = () => {
        db?.close();
        giveBack?.();
    };
    try {
        ensureWritableFolder(workspaceDir);
        refuseNewer(path, migrations.length);
        giveBack = claimWorkspace(workspaceDir);
        db = new Database(path, {timeout: BUSY_TIMEOUT_MS});
        db.pragma("journal_mode = WAL");
        // In WAL mode this loses nothing when the process is killed, and at most the last moments when the power fails.
        db.pragma("synchronous = NORMAL");
        db.pragma("foreign_keys = ON");
        migrate(db, migrations);
        const messages = guardQueries(messageQueries(db), path);
        const labelImports = guardQueries(labelImportQueries(db), path);
        if (giveBack !== undefined) {
            messages.interruptUnfinished();
            labelImports.sweepLeftOver();
        }
        return {
            path,
            conversations: guardQueries(conversationQueries(db), path),
            messages,
            messageSearch: guardQueries(messageSearchQueries(db), path),
            folders: guardQueries(folderQueries(db), path),
            presets: guardQueries(presetQueries(db), path),
            dictionaries: guardQueries(dictionaryQueries(db), path),
            labels: guardQueries(labelQueries(db), path),
            labelImports,
            labelHistory: guardQueries(labelHistoryQueries(db), path),
            labelling: guardQueries(labellingQueries(db), path),
            models: guardQueries(modelQueries(db), path),
            library: guardQueries(libraryQueries(db), path),
            featureLists: guardQueries(featureListQueries(db), path),
            meaning: guardQueries(meaningQueries(db), path),
            harvests: guardQueries(harvestQueries(db), path),
            moderation: guardQueries(moderationQueries(db), path),
            proposals: guardQueries(proposalQueries(db), path),
            pairReports: guardQueries(pairReportQueries(db), path),
            evaluations: guardQueries(evaluationQueries(db), path),
            runs: guardQueries(runQueries(db), path),
            settings: guardQueries(settingQueries(db), path),
            /** whether this process is the one that may execute runs; where the one that was has gone, it takes its place */
            holdsWorkspace(): boolean {
                giveBack ??= claimWorkspace(workspaceDir);
                return giveBack !== undefined;
            },
            /** all of it or none of it; nothing asynchronous inside */
            atomically: atomic(db, path),
            close
        };
    } catch (error) {
        close();
        throw storeError(error, path);
    }
}

/** Looks at the version before anything is written, so that a newer Saelor's database is left alone byte by byte. */
function refuseNewer(path: string, supported: number): void {
    if (!existsSync(path)) return;
    accessSync(path, constants.R_OK | constants.W_OK);
    const db = new Database(path, {readonly: true, timeout: BUSY_TIMEOUT_MS});
    try {
        const got = db.pragma("user_version", {simple: true}) as number;
        if (got > supported) throw new EngineError("store/newer-version", {path, got, supported});
    } finally {
        db.close();
    }
}

function atomic(db: Database.Database, path: string) {
    return <T>(change: () => T): T => {
        try {
            return db.transaction(change).immediate();
        } catch (error) {
            throw storeError(error, path);
        }
    };
}
