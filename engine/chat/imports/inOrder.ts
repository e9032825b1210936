interface Node {
    readonly id: string;
    readonly parentId: string | null;
}

/**
 * The nodes of a tree, every one after its parent and otherwise in the order given.
 * @throws Error where an id occurs twice, a parent is missing, or one is its own ancestor
 */
export function inOrder<T extends Node>(nodes: readonly T[]): T[] {
    const byId = new Map<string, T>();
    for (const node of nodes) {
        if (byId.has(node.id)) throw new Error(`two messages have the id ${node.id}`);
        byId.set(node.id, node);
    }
    const placed = new Set<string>();
    const ordered: T[] = [];
    for (const node of nodes) {
        const chain: T[] = [];
        const inChain = new Set<string>();
        // up to what is placed already; the depth of a file is not to be trusted to JavaScript's stack
        for (let next: T | undefined = node; next !== undefined && !placed.has(next.id); ) {
            if (inChain.has(next.id)) throw new Error(`message ${next.id} is its own ancestor`);
            inChain.add(next.id);
            chain.push(next);
            if (next.parentId === null) break;
            const parent: T | undefined = byId.get(next.parentId);
            if (parent === undefined) throw new Error(`message ${next.id} is under ${next.parentId}, which is not there`);
            next = parent;
        }
        for (const one of chain.toReversed()) {
            placed.add(one.id);
            ordered.push(one);
        }
    }
    return ordered;
}
