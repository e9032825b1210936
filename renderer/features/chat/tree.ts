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

/** The messages under each message, oldest first; the roots under `null`. */
export function childrenOf(messages: readonly Message[]): ReadonlyMap<string | null, readonly Message[]> {
    const children = new Map<string | null, Message[]>();
    for (const message of messages) {
        const list = children.get(message.parentId);
        if (list === undefined) children.set(message.parentId, [message]);
        else list.push(message);
    }
    return children;
}

/** The versions of a message: what shares its parent and its role, itself included, oldest first. */
export function versionsOf(children: ReadonlyMap<string | null, readonly Message[]>, message: Message): readonly Message[] {
    return (children.get(message.parentId) ?? [message]).filter(({role}) => role === message.role);
}

/** True for an answer that was written under edits or rules. */
export const isSteered = ({steering}: Message) => (steering?.edits.length ?? 0) > 0 || (steering?.rules?.length ?? 0) > 0;

export interface Comparison {
    /** two or more answers to one question */
    readonly columns: readonly Message[];
    /** one was written under edits, one without */
    readonly kind: "steered-and-default" | "variants";
    /** written from the same seed, so what differs comes from the edits */
    readonly sameSeed: boolean;
    /** asked for together */
    readonly together: boolean;
}

/** answers of one batch were created within this time of each other, before they had a name for it */
const TOGETHER_MS = 1500;

/**
 * What an answer is shown beside: those that were asked for together with it; else the version written without edits when it has
 * some, or with edits when it has none. Of several it is the one that shares the seed, and then the one created closest in time.
 */
export function comparisonFor(versions: readonly Message[], message: Message): Comparison | null {
    const seedOf = ({sampling}: Message) => sampling?.seed;
    const sameSeed = (other: Message) => other.sampling !== undefined && seedOf(other) === seedOf(message);
    const distance = (other: Message) => Math.abs(other.createdAt - message.createdAt);
    const group = message.comparison === undefined ? [] : versions.filter(({comparison}) => comparison === message.comparison);
    if (group.length > 1 && (group.length > 2 || group.some(({variant}) => variant !== undefined))) {
        return {columns: group, kind: "variants", sameSeed: group.every(sameSeed), together: true};
    }
    const isTogether = (other: Message) =>
        message.comparison === undefined ? sameSeed(other) && distance(other) <= TOGETHER_MS : message.comparison === other.comparison;
    const others = versions
        .filter((other) => other.role === "assistant" && other.id !== message.id && other.finishReason !== "written" && isSteered(other) !== isSteered(message))
        .sort((a, b) => Number(isTogether(b)) - Number(isTogether(a)) || Number(sameSeed(b)) - Number(sameSeed(a)) || distance(a) - distance(b));
    const other = others[0];
    if (other === undefined) return null;
    const columns = isSteered(message) ? [message, other] : [other, message];
    return {columns, kind: "steered-and-default", sameSeed: sameSeed(other), together: isTogether(other)};
}
