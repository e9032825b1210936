/** The parts of an hast tree that we touch. */
interface Node {
    type: string;
    tagName?: string;
    value?: string;
    properties?: Record<string, unknown>;
    children?: Node[];
    position?: {start: {offset?: number}; end: {offset?: number}} | undefined;
}

const element = (tagName: string, className: string, value: string): Node => ({
    type: "element",
    tagName,
    properties: {className: [className]},
    children: [{type: "text", value}]
});

/**
 * A rehype plugin: what comes before `at` is drawn as shared, and the word that begins there is marked.
 * @param at index into this block's markdown, in UTF-16 units; at or below 0 nothing is shared, past the end all is
 */
export function markDifference({at}: {readonly at: number}) {
    return (tree: Node) => {
        let marked = at < 0;
        const visit = (node: Node) => {
            node.children =
                node.children?.flatMap((child) => {
                    if (child.type !== "text" || child.value === undefined) {
                        visit(child);
                        return [child];
                    }
                    const start = child.position?.start.offset ?? 0;
                    const cut = Math.max(0, Math.min(child.value.length, at - start));
                    const shared = child.value.slice(0, cut);
                    const rest = child.value.slice(cut);
                    const word = marked ? null : /^(\s*)(\S+)/.exec(rest);
                    if (word !== null) marked = true;
                    return [
                        ...(shared.trim() === "" ? (shared === "" ? [] : [{type: "text", value: shared}]) : [element("span", "shared", shared)]),
                        ...(word === null
                            ? rest === ""
                                ? []
                                : [{type: "text", value: rest}]
                            : [
                                  {type: "text", value: word[1] ?? ""},
                                  element("mark", "difference", word[2] ?? ""),
                                  {type: "text", value: rest.slice(word[0].length)}
                              ])
                    ];
                }) ?? [];
        };
        visit(tree);
    };
}
