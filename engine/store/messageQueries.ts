import type {Database} from "better-sqlite3";
import type {FinishReason, Firing, GenerationStats, Message} from "../contract/index.ts";
import {type MessageRow, messageReader, toMessageRow} from "./messageRow.ts";

/** How an answer ended. */
export interface Ending {
    readonly content: string;
    readonly finishReason: FinishReason;
    readonly stats?: GenerationStats | undefined;
    readonly firings?: readonly Firing[] | undefined;
}

/** What an answer is written under. */
export type Under = Pick<Message, "steering" | "sampling" | "model" | "promptDate">;

/** Questions about the tree of messages. */
export function messageQueries(db: Database) {
    const insert = db.prepare<MessageRow>(
        `INSERT INTO messages (id, conversation_id, parent_id, role, content, created_at, steering, sampling, model, stats, finish_reason,
            comparison, variant, firings, prompt_date, attachments, edited_from)
         VALUES (@id, @conversation_id, @parent_id, @role, @content, @created_at, @steering, @sampling, @model, @stats, @finish_reason,
            @comparison, @variant, @firings, @prompt_date, @attachments, @edited_from)`
    );
    const byId = db.prepare<[string], MessageRow>("SELECT * FROM messages WHERE id = ?");
    const ofConversation = db.prepare<[string], MessageRow>("SELECT * FROM messages WHERE conversation_id = ? ORDER BY position");
    const branch = db.prepare<[string], MessageRow>(
        `WITH RECURSIVE branch (id, depth) AS (
            SELECT id, 0 FROM messages WHERE id = ?
            UNION ALL SELECT child.parent_id, depth + 1 FROM branch JOIN messages child ON child.id = branch.id WHERE child.parent_id IS NOT NULL
         ) SELECT messages.* FROM branch JOIN messages ON messages.id = branch.id ORDER BY branch.depth DESC`
    );
    const newestLeaf = db.prepare<[string], {id: string}>(
        `WITH RECURSIVE tree (id) AS (SELECT ? UNION ALL SELECT child.id FROM tree JOIN messages child ON child.parent_id = tree.id)
         SELECT messages.id FROM tree JOIN messages ON messages.id = tree.id
         WHERE NOT EXISTS (SELECT 1 FROM messages child WHERE child.parent_id = messages.id) ORDER BY messages.position DESC LIMIT 1`
    );
    const write = db.prepare<[string, string]>("UPDATE messages SET content = ? WHERE id = ?");
    const finish = db.prepare<[string, string, string | null, string | null, string]>(
        "UPDATE messages SET content = ?, finish_reason = ?, stats = ?, firings = ? WHERE id = ?"
    );
    const reopen = db.prepare<Pick<MessageRow, "id" | "steering" | "sampling" | "model" | "prompt_date">>(
        "UPDATE messages SET finish_reason = NULL, steering = @steering, sampling = @sampling, model = @model, prompt_date = @prompt_date WHERE id = @id"
    );
    const interrupt = db.prepare("UPDATE messages SET finish_reason = 'interrupted' WHERE role = 'assistant' AND finish_reason IS NULL");
    const toMessage = messageReader(db.name);

    return {
        insert: (message: Message): void => {
            insert.run(toMessageRow(message));
        },
        find: (id: string): Message | undefined => {
            const row = byId.get(id);
            return row && toMessage(row);
        },
        /** the whole tree, in order of creation */
        ofConversation: (conversationId: string): Message[] => ofConversation.all(conversationId).map(toMessage),
        /** from the root down to this message, inclusive */
        branchTo: (id: string): Message[] => branch.all(id).map(toMessage),
        /** the newest leaf at or under this message */
        newestLeafUnder: (id: string): string | undefined => newestLeaf.get(id)?.id,
        /** the text so far of an answer that is being written */
        write: (id: string, content: string): void => {
            write.run(content, id);
        },
        finish: (id: string, {content, finishReason, stats, firings}: Ending): void => {
            const fired = firings === undefined || firings.length === 0 ? null : JSON.stringify(firings);
            finish.run(content, finishReason, stats ? JSON.stringify(stats) : null, fired, id);
        },
        /** marks an answer as being written again, under this */
        reopen: (message: Message, under: Under): void => {
            const {id, steering, sampling, model, prompt_date} = toMessageRow({...message, ...under});
            reopen.run({id, steering, sampling, model, prompt_date});
        },
        /** answers that a killed engine left behind become `interrupted` and keep their text; @returns how many */
        interruptUnfinished: (): number => interrupt.run().changes
    };
}
