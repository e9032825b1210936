import type {MessageHit} from "../../../../engine/contract/chat.ts";

export interface HitGroup {
    readonly conversationId: string;
    readonly title: string;
    /** `index`: place among all hits as they are listed */
    readonly hits: ReadonlyArray<{readonly hit: MessageHit; readonly index: number}>;
}

/** Hits under their conversations: that with the best hit first, and within it the best hit first. */
export function groupHits(hits: readonly MessageHit[]): readonly HitGroup[] {
    const groups = new Map<string, MessageHit[]>();
    for (const hit of hits) {
        const group = groups.get(hit.conversationId);
        if (group === undefined) groups.set(hit.conversationId, [hit]);
        else group.push(hit);
    }
    let index = 0;
    return [...groups].map(([conversationId, its]) => ({
        conversationId,
        title: its[0]?.title ?? "",
        hits: its.map((hit) => ({hit, index: index++}))
    }));
}
