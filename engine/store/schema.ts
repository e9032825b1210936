/**
 * Today's tables: what all migrations together make. Read it here, change it by a migration; a test holds the two level.
 * Times are milliseconds since 1970; `steering`, `sampling`, `stats`, `firings`, `attachments`, `dictionaries`, `value`, `input`, `progress`, `checkpoint`, `error` and `result` are JSON in the shapes of `engine/contract`.
 */
export const schema = `
    -- named steerings with all that it takes to use them again; key: '1'..'9', of one preset at most; rest: JSON of what else a preset has
    CREATE TABLE "presets" (
        id TEXT PRIMARY KEY, name TEXT NOT NULL, steering TEXT NOT NULL, created_at INTEGER NOT NULL,
        updated_at INTEGER NOT NULL DEFAULT 0, key TEXT, rest TEXT NOT NULL DEFAULT '{}'
    ) STRICT;
    CREATE UNIQUE INDEX one_preset_a_key ON presets (key) WHERE key IS NOT NULL;

    -- title: NULL until the first message or the user names it; head_id: leaf of the branch on screen
    CREATE TABLE conversations (
        id TEXT PRIMARY KEY, title TEXT, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL,
        system_prompt TEXT NOT NULL, sampling TEXT NOT NULL, steering TEXT NOT NULL,
        variant_id TEXT REFERENCES "presets" (id) ON DELETE SET NULL,
        head_id TEXT REFERENCES messages (id) ON DELETE SET NULL, folder_id TEXT REFERENCES folders (id) ON DELETE SET NULL
    ) STRICT;
    CREATE INDEX conversations_in_folder ON conversations (folder_id);
    CREATE INDEX conversations_of_head ON conversations (head_id);
    CREATE TABLE folders (id TEXT PRIMARY KEY, name TEXT NOT NULL, created_at INTEGER NOT NULL) STRICT;

    -- position: order of creation; parent_id NULL: a root; finish_reason NULL in an answer: it is being written
    -- comparison: shared by answers from one seed; prompt_date NULL: the pinned one; edited_from: a message, which may have gone
    CREATE TABLE messages (
        position INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE,
        conversation_id TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
        parent_id TEXT REFERENCES messages (id) ON DELETE CASCADE,
        role TEXT NOT NULL CHECK (role IN ('system', 'user', 'assistant')), content TEXT NOT NULL, created_at INTEGER NOT NULL,
        steering TEXT, sampling TEXT, model TEXT, stats TEXT, finish_reason TEXT,
        comparison TEXT, variant TEXT, firings TEXT, prompt_date TEXT, attachments TEXT, edited_from TEXT
    ) STRICT;
    CREATE INDEX messages_of_conversation ON messages (conversation_id, position);
    CREATE INDEX messages_under_parent ON messages (parent_id);
    CREATE INDEX answers_being_written ON messages (position) WHERE role = 'assistant' AND finish_reason IS NULL;
    -- words of messages: an answer is in it when it has ended
    CREATE VIRTUAL TABLE message_words USING fts5 (
        content, content = 'messages', content_rowid = 'position', prefix = '1 2 3', tokenize = 'unicode61 remove_diacritics 2'
    );
    CREATE TRIGGER message_words_insert AFTER INSERT ON messages WHEN new.role <> 'assistant' OR new.finish_reason IS NOT NULL BEGIN
        INSERT INTO message_words (rowid, content) VALUES (new.position, new.content);
    END;
    CREATE TRIGGER message_words_delete AFTER DELETE ON messages WHEN old.role <> 'assistant' OR old.finish_reason IS NOT NULL BEGIN
        INSERT INTO message_words (message_words, rowid, content) VALUES ('delete', old.position, old.content);
    END;
    CREATE TRIGGER message_words_update AFTER UPDATE OF content, finish_reason ON messages
    WHEN new.role <> 'assistant' OR old.finish_reason IS NOT NULL OR new.finish_reason IS NOT NULL BEGIN
        INSERT INTO message_words (message_words, rowid, content)
            SELECT 'delete', old.position, old.content WHERE old.role <> 'assistant' OR old.finish_reason IS NOT NULL;
        INSERT INTO message_words (rowid, content)
            SELECT new.position, new.content WHERE new.role <> 'assistant' OR new.finish_reason IS NOT NULL;
    END;

    -- dictionaries that were loaded in this workspace; labels_digest: SHA-256 of the label file that was imported last
    CREATE TABLE dictionaries (id TEXT PRIMARY KEY, name TEXT NOT NULL, path TEXT NOT NULL, labels_digest TEXT) STRICT;

    -- several descriptions per feature and source, but one of the user's own; score: 0..1; model, method: what wrote it, and how
    -- held: 0 in force; n > 0: written by import n, which has not finished; n < 0: replaced or removed, waiting to be swept
    CREATE TABLE labels (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        dictionary_id TEXT NOT NULL REFERENCES dictionaries (id) ON DELETE CASCADE,
        feature INTEGER NOT NULL CHECK (feature >= 0), description TEXT NOT NULL, source TEXT NOT NULL, score REAL, evidence TEXT,
        model TEXT, method TEXT, created_at INTEGER, held INTEGER NOT NULL DEFAULT 0
    ) STRICT;
    CREATE INDEX labels_of_feature ON labels (dictionary_id, feature, source);
    CREATE INDEX labels_held ON labels (held) WHERE held <> 0;
    CREATE UNIQUE INDEX one_own_label ON labels (dictionary_id, feature) WHERE source = 'user' AND held = 0;

    -- what was said of features before; before, after: NULL for nothing. Triggers write it; an import leaves a row only for the user's own labels
    CREATE TABLE label_history (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        dictionary_id TEXT NOT NULL REFERENCES dictionaries (id) ON DELETE CASCADE,
        feature INTEGER NOT NULL, at INTEGER NOT NULL, source TEXT NOT NULL, before TEXT, after TEXT
    ) STRICT;
    CREATE INDEX label_history_of_feature ON label_history (dictionary_id, feature, id);
    CREATE TRIGGER label_history_insert AFTER INSERT ON labels WHEN new.held = 0 BEGIN
        INSERT INTO label_history (dictionary_id, feature, at, source, before, after)
            VALUES (new.dictionary_id, new.feature, CAST(1000 * unixepoch('subsec') AS INTEGER), new.source, NULL, new.description);
    END;
    CREATE TRIGGER label_history_delete AFTER DELETE ON labels WHEN old.held = 0 BEGIN
        INSERT INTO label_history (dictionary_id, feature, at, source, before, after)
            SELECT old.dictionary_id, old.feature, CAST(1000 * unixepoch('subsec') AS INTEGER), old.source, old.description, NULL
            WHERE EXISTS (SELECT 1 FROM dictionaries WHERE id = old.dictionary_id);
    END;
    CREATE TRIGGER label_history_update AFTER UPDATE OF description ON labels WHEN new.held = 0 AND old.description <> new.description BEGIN
        INSERT INTO label_history (dictionary_id, feature, at, source, before, after)
            VALUES (new.dictionary_id, new.feature, CAST(1000 * unixepoch('subsec') AS INTEGER), new.source, old.description, new.description);
    END;
    CREATE TRIGGER label_history_hold AFTER UPDATE OF held ON labels
    WHEN new.source = 'user' AND (old.held = 0) <> (new.held = 0) BEGIN
        INSERT INTO label_history (dictionary_id, feature, at, source, before, after)
            VALUES (new.dictionary_id, new.feature, CAST(1000 * unixepoch('subsec') AS INTEGER), new.source,
                iif(old.held = 0, old.description, NULL), iif(new.held = 0, new.description, NULL));
    END;

    -- features whose labels an index in memory must read again; feature -1, bulk n: any of the dictionary, by import or removal n
    CREATE TABLE touched_labels (
        position INTEGER PRIMARY KEY AUTOINCREMENT,
        dictionary_id TEXT NOT NULL,
        feature INTEGER NOT NULL,
        bulk INTEGER NOT NULL DEFAULT 0,
        UNIQUE (dictionary_id, feature, bulk)
    ) STRICT;
    CREATE TRIGGER touched_labels_insert AFTER INSERT ON labels WHEN new.held = 0 BEGIN
        INSERT OR REPLACE INTO touched_labels (dictionary_id, feature) VALUES (new.dictionary_id, new.feature);
    END;
    CREATE TRIGGER touched_labels_delete AFTER DELETE ON labels WHEN old.held = 0 BEGIN
        INSERT OR REPLACE INTO touched_labels (dictionary_id, feature) VALUES (old.dictionary_id, old.feature);
    END;
    CREATE TRIGGER touched_labels_update AFTER UPDATE OF description, source, score ON labels WHEN new.held = 0 BEGIN
        INSERT OR REPLACE INTO touched_labels (dictionary_id, feature) VALUES (new.dictionary_id, new.feature);
    END;
    CREATE TRIGGER touched_labels_held AFTER UPDATE OF held ON labels WHEN (old.held = 0) <> (new.held = 0) BEGIN
        INSERT OR IGNORE INTO touched_labels (dictionary_id, feature, bulk) VALUES (new.dictionary_id, -1, abs(old.held + new.held));
    END;

    -- a label's meaning; scale: the vector of length 1 is scale times its i8 numbers
    CREATE TABLE label_vectors (
        position INTEGER PRIMARY KEY AUTOINCREMENT,
        label_id INTEGER NOT NULL UNIQUE REFERENCES labels (id) ON DELETE CASCADE,
        embedder TEXT NOT NULL,
        scale REAL NOT NULL,
        vector BLOB NOT NULL
    ) STRICT;
    CREATE TRIGGER label_vectors_update AFTER UPDATE OF description ON labels WHEN old.description <> new.description BEGIN
        DELETE FROM label_vectors WHERE label_id = old.id;
    END;

    -- measured here, for dictionary files without calibration; max_activation in activation units, density 0..1
    CREATE TABLE calibrations (
        dictionary_id TEXT NOT NULL REFERENCES dictionaries (id) ON DELETE CASCADE,
        feature INTEGER NOT NULL CHECK (feature >= 0), max_activation REAL, density REAL,
        PRIMARY KEY (dictionary_id, feature)
    ) STRICT, WITHOUT ROWID;

    -- model files that the user added to the picker; options: how each is loaded; name: where the file's own says nothing
    CREATE TABLE models (
        id TEXT PRIMARY KEY, path TEXT NOT NULL UNIQUE, dictionaries TEXT NOT NULL, added_at INTEGER NOT NULL,
        options TEXT NOT NULL DEFAULT '{}', name TEXT
    ) STRICT;

    -- dictionaries that the user added by their path
    CREATE TABLE dictionary_files (path TEXT PRIMARY KEY, added_at INTEGER NOT NULL) STRICT;
    -- role: 'library' is or was where Saelor keeps what it fetches, 'folder' is the user's own
    CREATE TABLE library_folders (path TEXT PRIMARY KEY, role TEXT NOT NULL CHECK (role IN ('library', 'folder')), added_at INTEGER NOT NULL) STRICT;
    -- in a library's folder, but taken off the list
    CREATE TABLE hidden_files (path TEXT PRIMARY KEY) STRICT;

    -- what was measured of a dictionary on a model; report: JSON
    CREATE TABLE pair_reports (
        id TEXT PRIMARY KEY, dictionary_id TEXT NOT NULL REFERENCES dictionaries (id) ON DELETE CASCADE, at INTEGER NOT NULL, report TEXT NOT NULL
    ) STRICT;
    CREATE INDEX pair_reports_of_dictionary ON pair_reports (dictionary_id, at);

    -- what a harvest found; done: 0 while it is being written
    CREATE TABLE harvests (
        id TEXT PRIMARY KEY, dictionary_id TEXT NOT NULL REFERENCES dictionaries (id) ON DELETE CASCADE,
        model TEXT NOT NULL, corpus TEXT NOT NULL, at INTEGER NOT NULL, tokens INTEGER NOT NULL, texts INTEGER NOT NULL, sinks INTEGER NOT NULL,
        residual_norm REAL NOT NULL, exact_companions INTEGER NOT NULL, done INTEGER NOT NULL DEFAULT 0
    ) STRICT;
    CREATE INDEX harvests_of_dictionary ON harvests (dictionary_id, done, at);

    -- count: tokens on which it fired; strong: those on which it was among the strongest; bins, examples, companions: see engine/features/harvest
    CREATE TABLE harvest_features (
        harvest_id TEXT NOT NULL REFERENCES harvests (id) ON DELETE CASCADE, feature INTEGER NOT NULL,
        count INTEGER NOT NULL, sum REAL NOT NULL, max REAL NOT NULL, strong INTEGER NOT NULL, bins BLOB NOT NULL, examples BLOB NOT NULL, companions BLOB NOT NULL,
        PRIMARY KEY (harvest_id, feature)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX harvest_features_by_count ON harvest_features (harvest_id, count);
    CREATE INDEX harvest_features_numbers ON harvest_features (harvest_id, feature, count, max);

    -- tokens on which strongest examples fire; folded: small letters, without spaces around; share: how much of what a feature's strongest examples add up to
    CREATE TABLE harvest_tokens (
        harvest_id TEXT NOT NULL REFERENCES harvests (id) ON DELETE CASCADE,
        piece INTEGER NOT NULL,
        text TEXT NOT NULL,
        folded TEXT NOT NULL,
        PRIMARY KEY (harvest_id, piece)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX harvest_tokens_by_text ON harvest_tokens (harvest_id, folded);
    CREATE TABLE harvest_peaks (
        harvest_id TEXT NOT NULL REFERENCES harvests (id) ON DELETE CASCADE,
        piece INTEGER NOT NULL,
        feature INTEGER NOT NULL,
        share REAL NOT NULL,
        PRIMARY KEY (harvest_id, piece, feature)
    ) STRICT, WITHOUT ROWID;

    -- texts of tokens, from piece 1; examples name them by number
    CREATE TABLE harvest_pieces (
        harvest_id TEXT NOT NULL REFERENCES harvests (id) ON DELETE CASCADE, piece INTEGER NOT NULL, text TEXT NOT NULL,
        PRIMARY KEY (harvest_id, piece)
    ) STRICT, WITHOUT ROWID;

    -- texts that examples are from, not all of them after a long corpus; tokens: u32 ids
    CREATE TABLE harvest_texts (
        harvest_id TEXT NOT NULL REFERENCES harvests (id) ON DELETE CASCADE, text INTEGER NOT NULL, tokens BLOB NOT NULL,
        PRIMARY KEY (harvest_id, text)
    ) STRICT, WITHOUT ROWID;

    -- features that nobody sees or steers, and what speaks for more of them; none of it hangs on dictionaries, so that a list outlives the file
    CREATE TABLE moderated_features (
        dictionary TEXT NOT NULL, feature INTEGER NOT NULL CHECK (feature >= 0),
        category TEXT NOT NULL, reason TEXT NOT NULL, source TEXT NOT NULL, at INTEGER NOT NULL,
        PRIMARY KEY (dictionary, feature)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX moderated_features_by_category ON moderated_features (dictionary, category, feature);
    -- version: raised by each change of the list; access_since: NULL while there is no research access
    CREATE TABLE moderation_lists (
        dictionary TEXT PRIMARY KEY, version INTEGER NOT NULL DEFAULT 0, access_reason TEXT, access_since INTEGER
    ) STRICT, WITHOUT ROWID;
    -- list: the dictionary under whose id the list of these weights is kept, for every file that holds them
    CREATE TABLE dictionary_weights (dictionary TEXT PRIMARY KEY, weights TEXT NOT NULL, list TEXT NOT NULL) STRICT, WITHOUT ROWID;
    CREATE INDEX dictionaries_of_weights ON dictionary_weights (weights);
    -- no row: the policy that Saelor begins with; categories: JSON
    CREATE TABLE moderation_policy (id INTEGER PRIMARY KEY CHECK (id = 1), categories TEXT NOT NULL) STRICT;
    -- what a model said of features; none: nothing speaks against it; an accepted one is in moderated_features instead; a rejected one is not proposed again
    CREATE TABLE moderation_proposals (
        dictionary TEXT NOT NULL, feature INTEGER NOT NULL CHECK (feature >= 0),
        category TEXT NOT NULL, reason TEXT NOT NULL, confidence REAL NOT NULL, proposed_by TEXT NOT NULL, at INTEGER NOT NULL, run TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('none', 'open', 'rejected')),
        PRIMARY KEY (dictionary, feature)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX moderation_proposals_by_confidence ON moderation_proposals (dictionary, state, confidence);
    -- who changed or was refused what; only grows
    CREATE TABLE moderation_audit (
        id INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, dictionary TEXT NOT NULL,
        action TEXT NOT NULL, features INTEGER NOT NULL, detail TEXT NOT NULL
    ) STRICT;
    CREATE INDEX moderation_audit_of_dictionary ON moderation_audit (dictionary, id);
    CREATE TRIGGER moderation_audit_stays BEFORE DELETE ON moderation_audit BEGIN
        SELECT raise(ABORT, 'the audit can only grow');
    END;
    CREATE TRIGGER moderation_audit_is_final BEFORE UPDATE ON moderation_audit BEGIN
        SELECT raise(ABORT, 'the audit can only grow');
    END;

    CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;

    -- sweeps and what was found by them; input, state: JSON, whose shape belongs to the kind; body: an answer as the contract has it, as JSON
    CREATE TABLE evaluations (
        id TEXT PRIMARY KEY, kind TEXT NOT NULL, title TEXT NOT NULL, model TEXT NOT NULL, created_at INTEGER NOT NULL,
        done INTEGER NOT NULL DEFAULT 0 CHECK (done IN (0, 1)), input TEXT NOT NULL, state TEXT NOT NULL
    ) STRICT;
    CREATE TABLE evaluation_answers (
        evaluation_id TEXT NOT NULL REFERENCES evaluations (id) ON DELETE CASCADE, answer INTEGER NOT NULL, prompt INTEGER NOT NULL, body TEXT NOT NULL,
        PRIMARY KEY (evaluation_id, answer)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE evaluation_ratings_by_hand (
        evaluation_id TEXT NOT NULL, answer INTEGER NOT NULL, metric TEXT NOT NULL, value REAL NOT NULL,
        PRIMARY KEY (evaluation_id, answer, metric),
        FOREIGN KEY (evaluation_id, answer) REFERENCES evaluation_answers (evaluation_id, answer) ON DELETE CASCADE
    ) STRICT, WITHOUT ROWID;

    -- long jobs; position: order of creation; wish: what another process asks of the one that executes it
    CREATE TABLE runs (
        position INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, title TEXT NOT NULL, input TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('queued', 'running', 'paused', 'failed', 'cancelled', 'done')),
        wish TEXT CHECK (wish IN ('pause', 'cancel')),
        progress TEXT, checkpoint TEXT, error TEXT, result TEXT, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX runs_in_state ON runs (state, position);
`;
