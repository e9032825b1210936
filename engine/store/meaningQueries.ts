import type {Database} from "better-sqlite3";

/** A label's meaning: a vector of length 1, each number as `scale` times a whole one from -127 to 127. */
export interface LabelVector {
    readonly label: number;
    readonly scale: number;
    /** i8 */
    readonly vector: Uint8Array;
}

export interface NewVector extends LabelVector {
    /** what the label said */
    readonly description: string;
}

export interface StoredVector extends LabelVector {
    /** grows with every vector that is written */
    readonly position: number;
    readonly feature: number;
}

/** Questions about what labels mean to an embedding model. Labels that are held are in none of the answers. */
export function meaningQueries(db: Database) {
    const missing = db.prepare<[string, string, number, number], {id: number; description: string}>(
        `SELECT labels.id, labels.description FROM labels LEFT JOIN label_vectors ON label_vectors.label_id = labels.id AND label_vectors.embedder = ?
         WHERE labels.dictionary_id = ? AND labels.held = 0 AND labels.id > ? AND label_vectors.label_id IS NULL ORDER BY labels.id LIMIT ?`
    );
    // nothing where the label's words have changed meanwhile
    const save = db.prepare<[string, number, Uint8Array, number, string]>(
        "INSERT OR REPLACE INTO label_vectors (label_id, embedder, scale, vector) SELECT id, ?, ?, ? FROM labels WHERE id = ? AND description = ?"
    );
    // CROSS: vectors in their order, and their labels looked up, never the other way round with a sort for every page
    const after = db.prepare<[string, string, number, number], StoredVector>(
        `SELECT label_vectors.position, label_vectors.label_id label, labels.feature, label_vectors.scale, label_vectors.vector
         FROM label_vectors CROSS JOIN labels ON labels.id = label_vectors.label_id
         WHERE label_vectors.embedder = ? AND labels.dictionary_id = ? AND labels.held = 0 AND label_vectors.position > ? ORDER BY label_vectors.position LIMIT ?`
    );
    const ofFeatures = db.prepare<[string, string, string], StoredVector>(
        `SELECT label_vectors.position, label_vectors.label_id label, labels.feature, label_vectors.scale, label_vectors.vector
         FROM labels JOIN label_vectors ON label_vectors.label_id = labels.id
         WHERE label_vectors.embedder = ? AND labels.dictionary_id = ? AND labels.held = 0 AND labels.feature IN (SELECT value FROM json_each(?))`
    );
    const counts = db.prepare<[string, string], {labels: number; embedded: number}>(
        `SELECT count(*) labels, count(label_vectors.label_id) embedded
         FROM labels LEFT JOIN label_vectors ON label_vectors.label_id = labels.id AND label_vectors.embedder = ? WHERE labels.dictionary_id = ? AND labels.held = 0`
    );
    const last = db.prepare<[], number | null>("SELECT max(position) FROM label_vectors").pluck();
    const sweep = db.prepare<[string, number]>("DELETE FROM label_vectors WHERE position IN (SELECT position FROM label_vectors WHERE embedder <> ? LIMIT ?)");

    const saveAll = db.transaction((embedder: string, vectors: readonly NewVector[]) => {
        for (const {label, description, scale, vector} of vectors) save.run(embedder, scale, vector, label, description);
    });
    return {
        /** labels in force that this embedder has not read, by id, after one */
        unread: (embedder: string, dictionary: string, afterId: number, limit: number) => missing.all(embedder, dictionary, afterId, limit),
        save: (embedder: string, vectors: readonly NewVector[]): void => saveAll.immediate(embedder, vectors),
        /** vectors that were written after a position, in that order */
        after: (embedder: string, dictionary: string, position: number, limit: number): StoredVector[] => after.all(embedder, dictionary, position, limit),
        ofFeatures: (embedder: string, dictionary: string, features: readonly number[]): StoredVector[] =>
            ofFeatures.all(embedder, dictionary, JSON.stringify(features)),
        /** how many labels are in force, and how many of them this embedder has read */
        counts: (embedder: string, dictionary: string) => counts.get(embedder, dictionary)!,
        lastPosition: (): number => last.get() ?? 0,
        /** deletes some of what other embedders wrote; @returns how many */
        sweepOthers: (embedder: string, atMost: number): number => sweep.run(embedder, atMost).changes
    };
}
