import Database from "better-sqlite3";
import {describe, expect, it} from "vitest";
import {migrate} from "./migrate.ts";
import {migrations} from "./migrations/index.ts";
import {schema} from "./schema.ts";

describe("schema", () => {
    it("shows what the migrations make", () => {
        const migrated = new Database(":memory:");
        migrate(migrated, migrations);
        const written = new Database(":memory:");
        written.exec(schema);
        expect(shape(written)).toEqual(shape(migrated));
    });
});

function shape(db: Database.Database): string[] {
    const rows = db.prepare<[], {sql: string}>("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL").all();
    return rows.map(({sql}) => sql.replace(/--.*$/gm, "").replace(/\s+/g, "")).sort();
}
