import type {Message} from "../../../../engine/contract/chat.ts";
import {branchTo, childrenOf} from "../tree.ts";

/** One line of the tree. */
export interface TreeRow {
    readonly message: Message;
    /** how many forks lie above it: messages of one line of talk stand under each other */
    readonly depth: number;
    readonly onBranch: boolean;
    /** 1-based place among its versions */
    readonly version: number;
    readonly versions: number;
    /** row of its parent; -1: a root */
    readonly parent: number;
}

/** A conversation's tree from top to bottom: every message before what follows from it, versions oldest first. */
export function flattenTree(messages: readonly Message[], headId: string | null): readonly TreeRow[] {
    const children = childrenOf(messages);
    const branch = new Set(branchTo(messages, headId).map(({id}) => id));
    const rows: TreeRow[] = [];
    const waiting: Array<Omit<TreeRow, "onBranch">> = [];
    const push = (parentId: string | null, depth: number, parent: number) => {
        const versions = children.get(parentId) ?? [];
        const next = versions.map((message, index) => ({
            message,
            depth: versions.length > 1 ? depth + 1 : depth,
            version: index + 1,
            versions: versions.length,
            parent
        }));
        // a stack of our own: a conversation may be deeper than JavaScript's
        waiting.push(...next.toReversed());
    };
    push(null, 0, -1);
    for (let row = waiting.pop(); row !== undefined; row = waiting.pop()) {
        rows.push({...row, onBranch: branch.has(row.message.id)});
        push(row.message.id, row.depth, rows.length - 1);
    }
    return rows;
}
