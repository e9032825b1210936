import type {Database} from "better-sqlite3";

/**
 * A variant becomes a preset: with its description, labels, model, examples and evidence. The table is renamed and grows, so that ids stay, and with them what
 * conversations refer to: SQLite renames the reference too, where a new table under dropped references would take the conversations along.
 */
export function growPresets(db: Database): void {
    db.exec(`
        ALTER TABLE variants RENAME TO presets;
        ALTER TABLE presets ADD COLUMN updated_at INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE presets ADD COLUMN key TEXT;
        ALTER TABLE presets ADD COLUMN rest TEXT NOT NULL DEFAULT '{}';
        UPDATE presets SET updated_at = created_at;
        CREATE UNIQUE INDEX one_preset_a_key ON presets (key) WHERE key IS NOT NULL;
    `);
}
