import Database from "better-sqlite3";
import {describe, expect, it} from "vitest";
import {type Preset, presetSchema} from "../contract/index.ts";
import {aConversation} from "./aConversation.ts";
import {aWorkspace} from "./aWorkspace.ts";
import {migrations} from "./migrations/index.ts";
import {presetQueries} from "./presetQueries.ts";

const aPreset = (id: string, more: Partial<Preset> = {}): Preset =>
    presetSchema.parse({id, name: `preset ${id}`, steering: {edits: [], scope: "answer"}, createdAt: 1, updatedAt: 1, ...more});

describe("presetQueries", () => {
    it("keeps all of a preset, changed last first", () => {
        using workspace = aWorkspace();
        const whole = aPreset("a", {
            description: "d",
            tags: ["x", "y"],
            labels: {"d/1": "one"},
            model: {name: "m", id: "f".repeat(16)},
            systemPrompt: "be brief",
            sampling: {seed: 7},
            evidence: [{kind: "sweep", at: 3, text: "t", data: {any: [1]}}],
            key: "3"
        });
        workspace.store.presets.save(whole);
        workspace.store.presets.save(aPreset("b", {updatedAt: 2}));
        expect(workspace.reopen().presets.all()).toEqual([aPreset("b", {updatedAt: 2}), whole]);
    });

    it("replaces one with the same id, but not when it was made", () => {
        using workspace = aWorkspace();
        workspace.store.presets.save(aPreset("a"));
        workspace.store.presets.save(aPreset("a", {name: "anew", createdAt: 9, updatedAt: 9}));
        expect(workspace.store.presets.all()).toEqual([aPreset("a", {name: "anew", updatedAt: 9})]);
    });

    it("gives a key to one preset at a time", () => {
        using workspace = aWorkspace();
        workspace.store.presets.save(aPreset("a", {key: "1"}));
        workspace.store.presets.save(aPreset("b", {key: "1"}));
        expect(workspace.store.presets.all().map(({id, key}) => [id, key])).toEqual([
            ["b", "1"],
            ["a", null]
        ]);
    });

    it("leaves a conversation its steering when its preset goes", () => {
        using workspace = aWorkspace();
        const {conversation} = aConversation();
        workspace.store.presets.save(aPreset("a"));
        workspace.store.conversations.insert({...conversation, variantId: "a"});
        expect(workspace.store.conversations.find("c1")?.variantId).toBe("a");
        expect(workspace.store.presets.remove("a")).toBe(true);
        expect(workspace.store.conversations.find("c1")).toEqual(conversation);
        expect(workspace.store.presets.remove("a")).toBe(false);
    });
});

describe("growPresets", () => {
    it("makes presets of variants, under their ids, to which conversations go on referring", () => {
        const db = new Database(":memory:");
        db.pragma("foreign_keys = ON");
        const place = migrations.findIndex(({name}) => name === "growPresets");
        for (const migration of migrations.slice(0, place)) migration(db);
        db.exec(`
            INSERT INTO variants VALUES ('v', 'pirate', '{"edits":[{"feature":7,"mode":"nudge","value":0.4}],"scope":"answer"}', 5), ('w', 'w', '{"edits":[],"scope":"all"}', 6);
            INSERT INTO conversations (id, created_at, updated_at, system_prompt, sampling, steering, variant_id) VALUES ('c', 1, 1, '', '{}', '{}', 'v');
            INSERT INTO messages (id, conversation_id, role, content, created_at) VALUES ('m', 'c', 'user', 'hi', 1);
        `);
        for (const migration of migrations.slice(place)) db.transaction(() => migration(db))();
        const [w, v] = presetQueries(db).all();
        expect(v).toEqual(
            aPreset("v", {name: "pirate", steering: {edits: [{feature: 7, mode: "nudge", value: 0.4}], scope: "answer"} as never, createdAt: 5, updatedAt: 5})
        );
        expect(w!.id).toBe("w");
        const variantOf = db.prepare("SELECT variant_id FROM conversations").pluck();
        expect(variantOf.get()).toBe("v");
        expect(db.prepare("SELECT count(*) FROM messages").pluck().get()).toBe(1);
        expect(() => db.exec("UPDATE conversations SET variant_id = 'nobody'")).toThrow("FOREIGN KEY");
        db.exec("DELETE FROM presets WHERE id = 'v'");
        expect(variantOf.get()).toBe(null);
        expect(db.pragma("foreign_key_check")).toEqual([]);
    });
});
