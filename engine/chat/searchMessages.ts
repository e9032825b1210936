import type {MessageHit} from "../contract/index.ts";
import {UNTITLED} from "./readConversation.ts";
import {shortTitle} from "./shortTitle.ts";
import {titleMatch} from "./titleMatch.ts";
import type {ChatDeps} from "./types.ts";

export interface SearchInput {
    readonly query: string;
    /** absent: in all of them */
    readonly conversationId?: string | undefined;
    readonly limit: number;
}

/** Of a conversation that was found by its name, so much of the message on screen is shown. */
const TITLES = 10;

/**
 * Messages that hold all words of a query. Over all conversations those come first whose name holds them, with the message on screen and no hit in it.
 * @throws EngineError `store/*`
 */
export function searchMessages({store}: Pick<ChatDeps, "store">, {query, conversationId, limit}: SearchInput): MessageHit[] {
    const named = conversationId === undefined ? byTitle(store, query, Math.min(limit, TITLES)) : [];
    const found = store.messageSearch.matching(query, limit, conversationId).map((hit) => ({...hit, title: hit.title ?? UNTITLED}));
    const shown = new Set(named.map(({messageId}) => messageId));
    const marked = new Map(found.map((hit) => [hit.messageId, hit]));
    return [...named.map((hit) => marked.get(hit.messageId) ?? hit), ...found.filter(({messageId}) => !shown.has(messageId))].slice(0, limit);
}

function byTitle(store: ChatDeps["store"], query: string, limit: number): MessageHit[] {
    const matches = titleMatch(query);
    const hits: MessageHit[] = [];
    for (const {id, title} of store.conversations.listings()) {
        if (hits.length === limit) break;
        if (title === null || !matches(title)) continue;
        const headId = store.conversations.find(id)?.headId;
        const head = headId ? store.messages.find(headId) : undefined;
        if (head === undefined) continue;
        const snippet = head.content === "" ? [] : [{text: shortTitle(head.content), hit: false}];
        hits.push({conversationId: id, title, messageId: head.id, role: head.role, createdAt: head.createdAt, snippet});
    }
    return hits;
}
