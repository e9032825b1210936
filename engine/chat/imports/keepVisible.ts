import {inOrder} from "./inOrder.ts";
import type {ForeignMessage} from "./types.ts";

/** A node of another program's tree; no message: it is not kept, and what is under it moves up. */
export interface ForeignNode {
    readonly id: string;
    readonly parentId: string | null;
    readonly message: Omit<ForeignMessage, "id" | "parentId"> | undefined;
}

/**
 * The tree of those nodes that have a message, in order of creation, every one after its parent.
 * @param current node that was on screen
 * @returns head: the nearest kept message at or above `current`, else the newest
 * @throws Error as `inOrder`
 */
export function keepVisible(nodes: readonly ForeignNode[], current: unknown): {readonly messages: ForeignMessage[]; readonly headId: string | null} {
    /** of each node the nearest kept one at or above it */
    const kept = new Map<string, string | null>();
    const seen = new Map<string, {readonly message: ForeignMessage; readonly time: number; readonly depth: number}>();
    for (const {id, parentId, message} of inOrder(nodes)) {
        const above = parentId === null ? null : (kept.get(parentId) ?? null);
        kept.set(id, message === undefined ? above : id);
        if (message === undefined) continue;
        const parent = above === null ? undefined : seen.get(above);
        // a clock that went back must not put an answer before its question
        const time = Math.max(message.createdAt, parent?.time ?? Number.NEGATIVE_INFINITY);
        seen.set(id, {message: {...message, id, parentId: above}, time, depth: (parent?.depth ?? 0) + 1});
    }
    const messages = [...seen.values()].sort((a, b) => a.time - b.time || a.depth - b.depth).map(({message}) => message);
    const shown = typeof current === "string" ? kept.get(current) : undefined;
    return {messages, headId: shown ?? messages.at(-1)?.id ?? null};
}
