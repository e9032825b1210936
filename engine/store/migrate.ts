import {existsSync, rmSync} from "node:fs";
import type {Database} from "better-sqlite3";
import {EngineError} from "../contract/index.ts";
import type {Migration} from "./migrations/index.ts";
import {storeError} from "./storeError.ts";

/**
 * Brings a database up to the newest migration, all in one transaction: what fails leaves it as it was.
 * A database that holds something is first copied whole to `<path>.v<version>.backup`.
 * @throws EngineError `store/newer-version`, `store/corrupt` (a migration failed: the tables are not what it expects), `store/locked`, `disk/full`
 */
export function migrate(db: Database, migrations: readonly Migration[]): void {
    const version = db.pragma("user_version", {simple: true}) as number;
    if (version > migrations.length) throw new EngineError("store/newer-version", {path: db.name, got: version, supported: migrations.length});
    if (version === migrations.length) return;
    if (version > 0) copyAside(db, version);
    let running = "";
    const apply = db.transaction(() => {
        // Another process may have migrated while we waited for the write lock.
        for (let next = db.pragma("user_version", {simple: true}) as number; next < migrations.length; next++) {
            const migration = migrations[next]!;
            running = `${next + 1} (${migration.name})`;
            migration(db);
            db.pragma(`user_version = ${next + 1}`);
        }
    });
    try {
        apply.immediate();
    } catch (error) {
        const known = storeError(error, db.name);
        if (known instanceof EngineError) throw known;
        const detail = `migration ${running} failed: ${error instanceof Error ? error.message : String(error)}`;
        throw new EngineError("store/corrupt", {path: db.name, detail}, {cause: error});
    }
}

function copyAside(db: Database, version: number): void {
    const copy = `${db.name}.v${version}.backup`;
    if (existsSync(copy)) rmSync(copy);
    db.prepare("VACUUM INTO ?").run(copy);
}
