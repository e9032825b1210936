import Database from "better-sqlite3";
import {describe, expect, it} from "vitest";
import {labelQueries} from "../labelQueries.ts";
import {migrate} from "../migrate.ts";
import {migrations} from "./index.ts";

describe("keepSeveralLabels", () => {
    it("keeps every label of an older workspace under its id, and finds it by its words", () => {
        const db = new Database(":memory:");
        db.pragma("foreign_keys = ON");
        migrate(db, migrations.slice(0, 3));
        db.exec(`
            INSERT INTO dictionaries (id, name, path, labels_digest) VALUES ('d', 'd', 'd.sae.gguf', 'abc'), ('e', 'e', 'e.sae.gguf', NULL);
            INSERT INTO labels (dictionary_id, feature, description, source, score, evidence) VALUES
                ('d', 0, 'pirate talk', 'recipe', 0.9, 'F1 0.9'), ('d', 0, 'Piraten', 'user', NULL, NULL), ('d', 7, 'Café menus', 'recipe', NULL, NULL),
                ('e', 0, 'galaxies', 'recipe', 0.1, NULL), ('e', 1, 'removed later', 'recipe', NULL, NULL);
            DELETE FROM labels WHERE description = 'removed later';
        `);
        run(db, 3, 6);
        const found = db.prepare("SELECT labels.feature FROM label_words JOIN labels ON labels.id = label_words.rowid WHERE label_words MATCH ?").pluck();
        expect([found.all("cafe"), found.all("galax*")]).toEqual([[7], [0]]);
        expect(db.prepare("INSERT INTO label_words (label_words, rank) VALUES ('integrity-check', 1)").run()).toBeTruthy();
        run(db, 6);
        const labels = labelQueries(db);
        expect(labels.ofFeatures("d", [0, 7])).toEqual(
            new Map([
                [
                    0,
                    [
                        {id: 2, description: "Piraten", source: "user"},
                        {id: 1, description: "pirate talk", source: "recipe", score: 0.9, evidence: "F1 0.9"}
                    ]
                ],
                [7, [{id: 3, description: "Café menus", source: "recipe"}]]
            ])
        );
        expect(db.prepare("SELECT labels_digest FROM dictionaries WHERE id = 'd'").pluck().get()).toBe("abc");

        // no id is given twice
        labels.save("e", "recipe", [{feature: 1, description: "new"}]);
        expect(labels.ofFeatures("e", [1]).get(1)).toMatchObject([{id: 6}]);
    });

    it("lets a source have several labels of a feature, but the user one", () => {
        const db = new Database(":memory:");
        migrate(db, migrations);
        db.exec("INSERT INTO dictionaries (id, name, path) VALUES ('d', 'd', 'd.sae.gguf')");
        const insert = db.prepare("INSERT INTO labels (dictionary_id, feature, description, source) VALUES ('d', 0, ?, ?)");
        insert.run("one", "neuronpedia");
        insert.run("two", "neuronpedia");
        insert.run("mine", "user");
        expect(() => insert.run("mine too", "user")).toThrow("UNIQUE");
    });
});

/** Runs some of the migrations; the copy that `migrate` makes beside the file has no place in memory. */
function run(db: Database.Database, first: number, end?: number): void {
    for (const migration of migrations.slice(first, end)) db.transaction(() => migration(db))();
}
