import type {Message} from "../../../engine/contract/chat.ts";

/** The branch that ends in a message, from its root. An unknown or absent head gives an empty branch. */
export function branchTo(messages: readonly Message[], headId: string | null): readonly Message[] {
    const byId = new Map(messages.map((message) => [message.id, message]));
    const branch: Message[] = [];
    for (
        let message = headId === null ? undefined : byId.get(headId);
        message !== undefined;
        message = message.parentId === null ? undefined : byId.get(message.parentId)
    ) {
        branch.push(message);
    }
    return branch.reverse();
}

/** The versions of a message: what shares its parent and its role, itself included, oldest first. */
export function versionsOf(messages: readonly Message[], message: Message): readonly Message[] {
    return messages.filter((other) => other.parentId === message.parentId && other.role === message.role);
}

/** True for an answer that was written under at least one edit. */
export const isSteered = (message: Message) => (message.steering?.edits.length ?? 0) > 0;

export interface Comparison {
    readonly steered: Message;
    readonly default: Message;
    /** written from the same seed, so what differs comes from the edits */
    readonly sameSeed: boolean;
    /** written together, in one batch */
    readonly together: boolean;
}

/** answers of one batch are created within this time of each other */
const TOGETHER_MS = 1500;

/**
 * The other side of an answer: the version written without edits when it has some, or with edits when it has none.
 * Of several it is the one that shares the seed, and then the one created closest in time.
 */
export function comparisonFor(versions: readonly Message[], message: Message): Comparison | null {
    const sameSeed = (other: Message) => other.sampling !== undefined && other.sampling.seed === message.sampling?.seed;
    const distance = (other: Message) => Math.abs(other.createdAt - message.createdAt);
    const others = versions
        .filter((other) => other.role === "assistant" && other.id !== message.id && isSteered(other) !== isSteered(message))
        .sort((a, b) => Number(sameSeed(b)) - Number(sameSeed(a)) || distance(a) - distance(b));
    const other = others[0];
    if (other === undefined) return null;
    const [steered, plain] = isSteered(message) ? [message, other] : [other, message];
    return {steered, default: plain, sameSeed: sameSeed(other), together: sameSeed(other) && distance(other) <= TOGETHER_MS};
}
