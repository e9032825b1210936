import type {Database} from "better-sqlite3";

/**
 * Which features nobody sees or steers, and why. None of it refers to `dictionaries`: a list outlives the dictionary's file, so that forgetting a dictionary and
 * adding it again does not bring back what was taken away. The audit can only grow.
 */
export function createModeration(db: Database): void {
    db.exec(`
        CREATE TABLE moderated_features (
            dictionary TEXT NOT NULL,
            feature INTEGER NOT NULL CHECK (feature >= 0),
            category TEXT NOT NULL,
            reason TEXT NOT NULL,
            source TEXT NOT NULL,
            at INTEGER NOT NULL,
            PRIMARY KEY (dictionary, feature)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX moderated_features_by_category ON moderated_features (dictionary, category, feature);

        CREATE TABLE moderation_lists (
            dictionary TEXT PRIMARY KEY,
            version INTEGER NOT NULL DEFAULT 0,
            access_reason TEXT,
            access_since INTEGER
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE moderation_policy (id INTEGER PRIMARY KEY CHECK (id = 1), categories TEXT NOT NULL) STRICT;

        CREATE TABLE moderation_proposals (
            dictionary TEXT NOT NULL,
            feature INTEGER NOT NULL CHECK (feature >= 0),
            category TEXT NOT NULL,
            reason TEXT NOT NULL,
            confidence REAL NOT NULL,
            proposed_by TEXT NOT NULL,
            at INTEGER NOT NULL,
            run TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('none', 'open', 'rejected')),
            PRIMARY KEY (dictionary, feature)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX moderation_proposals_by_confidence ON moderation_proposals (dictionary, state, confidence);

        CREATE TABLE moderation_audit (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            at INTEGER NOT NULL,
            dictionary TEXT NOT NULL,
            action TEXT NOT NULL,
            features INTEGER NOT NULL,
            detail TEXT NOT NULL
        ) STRICT;
        CREATE INDEX moderation_audit_of_dictionary ON moderation_audit (dictionary, id);
        CREATE TRIGGER moderation_audit_stays BEFORE DELETE ON moderation_audit BEGIN
            SELECT raise(ABORT, 'the audit can only grow');
        END;
        CREATE TRIGGER moderation_audit_is_final BEFORE UPDATE ON moderation_audit BEGIN
            SELECT raise(ABORT, 'the audit can only grow');
        END;
    `);
}
