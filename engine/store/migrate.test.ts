import {mkdtempSync, readdirSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import Database from "better-sqlite3";
import {describe, expect, it} from "vitest";
import {migrate} from "./migrate.ts";

const createNotes = (db: Database.Database) => db.exec("CREATE TABLE notes (text TEXT)");
const addColour = (db: Database.Database) => db.exec("ALTER TABLE notes ADD COLUMN colour TEXT");
const failHalfway = (db: Database.Database) => {
    db.exec("ALTER TABLE notes ADD COLUMN colour TEXT");
    db.exec("ALTER TABLE nowhere ADD COLUMN colour TEXT");
};

describe("migrate", () => {
    it("runs what is missing and counts it in user_version", () => {
        const db = aDatabase();
        migrate(db, [createNotes]);
        migrate(db, [createNotes, addColour]);
        expect(db.pragma("user_version", {simple: true})).toBe(2);
        expect(columns(db)).toEqual(["text", "colour"]);
    });

    it("keeps a copy of a database that held something", () => {
        const db = aDatabase();
        migrate(db, [createNotes]);
        db.exec("INSERT INTO notes VALUES ('keep me')");
        migrate(db, [createNotes, addColour]);
        const copy = new Database(`${db.name}.v1.backup`, {readonly: true});
        expect(copy.prepare("SELECT * FROM notes").all()).toEqual([{text: "keep me"}]);
        copy.close();
    });

    it("makes no copy of an empty one", () => {
        const db = aDatabase();
        migrate(db, [createNotes]);
        expect(readdirSync(join(db.name, "..")).filter((name) => name.includes("backup"))).toEqual([]);
    });

    it("leaves the database as it was when a step fails, and names the step", () => {
        const db = aDatabase();
        migrate(db, [createNotes]);
        db.exec("INSERT INTO notes VALUES ('keep me')");
        expect(() => migrate(db, [createNotes, failHalfway])).toThrow(
            expect.objectContaining({code: "store/corrupt", data: expect.objectContaining({detail: expect.stringContaining("migration 2 (failHalfway)")})})
        );
        expect(db.pragma("user_version", {simple: true})).toBe(1);
        expect(columns(db)).toEqual(["text"]);
        expect(db.prepare("SELECT text FROM notes").all()).toEqual([{text: "keep me"}]);
    });

    it("refuses a database from a newer version", () => {
        const db = aDatabase();
        db.pragma("user_version = 9");
        expect(() => migrate(db, [createNotes])).toThrow(expect.objectContaining({code: "store/newer-version", data: {path: db.name, got: 9, supported: 1}}));
    });
});

function aDatabase(): Database.Database {
    return new Database(join(mkdtempSync(join(tmpdir(), "saelor-migrate-")), "notes.db"));
}

function columns(db: Database.Database): string[] {
    return (db.pragma("table_info(notes)") as {name: string}[]).map(({name}) => name);
}
