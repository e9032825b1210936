import type {ConversationSummary, Folder} from "../../../../engine/contract/chat.ts";
import {withHeadings} from "../age.ts";

/** A line of the rail. */
export type RailRow =
    | {readonly kind: "folder"; readonly key: string; readonly folder: Folder; readonly count: number; readonly open: boolean}
    | {readonly kind: "empty"; readonly key: string; readonly folderId: string}
    | {readonly kind: "heading"; readonly key: string; readonly words: string}
    | {readonly kind: "conversation"; readonly key: string; readonly conversation: ConversationSummary; readonly folderId: string | null};

interface Listed {
    /** in the order in which they are to stand */
    readonly conversations: readonly ConversationSummary[];
    readonly folders: readonly Folder[];
    /** ids of folders that show nothing of what is in them */
    readonly closed: ReadonlySet<string>;
    readonly now: number;
}

/** The rail from top to bottom: folders by name with what is in them, then what is in none under the headings of its age. */
export function listRows({conversations, folders, closed, now}: Listed): readonly RailRow[] {
    const inside = new Map<string, ConversationSummary[]>(folders.map(({id}) => [id, []]));
    const outside: ConversationSummary[] = [];
    // a folder that is not known (yet) hides nothing
    for (const conversation of conversations) (inside.get(conversation.folderId ?? "") ?? outside).push(conversation);
    const lineOf = (conversation: ConversationSummary, folderId: string | null): RailRow => ({
        kind: "conversation",
        key: conversation.id,
        conversation,
        folderId
    });
    const inFolders = folders.flatMap((folder): RailRow[] => {
        const its = inside.get(folder.id) ?? [];
        const open = !closed.has(folder.id);
        const head: RailRow = {kind: "folder", key: `folder ${folder.id}`, folder, count: its.length, open};
        if (!open) return [head];
        if (its.length === 0) return [head, {kind: "empty", key: `empty ${folder.id}`, folderId: folder.id}];
        return [head, ...its.map((conversation) => lineOf(conversation, folder.id))];
    });
    const byAge = withHeadings(outside, now).map(
        (row): RailRow => ("heading" in row ? {kind: "heading", key: `heading ${row.heading}`, words: row.heading} : lineOf(row.item, null))
    );
    return [...inFolders, ...byAge];
}
