import type {TextRange} from "./cutWords.ts";

/** The parts of an hast tree that we touch. */
interface Node {
    type: string;
    tagName?: string;
    value?: string;
    properties?: Record<string, unknown>;
    children?: Node[];
    position?: {start: {offset?: number}; end: {offset?: number}} | undefined;
}

/**
 * A rehype plugin that marks ranges of the markdown where they come to be text.
 * @param source the markdown that the tree was made from
 * @param ranges of it, ascending and apart
 */
export function markRanges({source, ranges}: {readonly source: string; readonly ranges: readonly TextRange[]}) {
    return (tree: Node) => {
        const visit = (node: Node) => {
            node.children = node.children?.flatMap((child) => {
                if (child.type !== "text" || child.value === undefined) {
                    visit(child);
                    return [child];
                }
                const places = placesOf(child, node, source);
                return places === null ? [child] : cut(child.value, places, ranges);
            }) as Node[];
            if (node.children === undefined) delete node.children;
        };
        visit(tree);
    };
}

/** Where each character of a text stands in the source: markdown drops signs (`\*`, `&amp;`, the fence of a code block); null: nowhere. */
function placesOf({value = "", position}: Node, parent: Node, source: string): ((index: number) => number) | null {
    const start = position?.start.offset ?? parent.position?.start.offset;
    const end = position?.end.offset ?? parent.position?.end.offset;
    if (start === undefined || end === undefined) return null;
    if (position !== undefined && end - start === value.length) return (index) => start + index;
    // code has no place of its own, only its element has
    const inside = source.slice(start, end).indexOf(value);
    if (inside >= 0) return (index) => start + inside + index;
    const places: number[] = [];
    let at = start;
    for (const sign of value) {
        const found = source.indexOf(sign, at);
        if (found >= 0 && found < end) at = found;
        for (let unit = 0; unit < sign.length; unit++) places.push(at + unit);
        if (found >= 0 && found < end) at += sign.length;
    }
    return (index) => places[index] ?? at;
}

function cut(value: string, placeOf: (index: number) => number, ranges: readonly TextRange[]): Node[] {
    const pieces: Node[] = [];
    let from = 0;
    const put = (to: number, marked: boolean) => {
        if (to <= from) return;
        const text = {type: "text", value: value.slice(from, to)};
        pieces.push(marked && text.value.trim() !== "" ? {type: "element", tagName: "mark", properties: {}, children: [text]} : text);
        from = to;
    };
    const [first, last] = [placeOf(0), placeOf(value.length - 1)];
    for (const range of ranges) {
        if (range.end <= first || range.start > last) continue;
        put(indexAt(value, placeOf, range.start), false);
        put(indexAt(value, placeOf, range.end), true);
    }
    put(value.length, false);
    return pieces;
}

/** The first character that stands at a place of the source or after it. */
function indexAt(value: string, placeOf: (index: number) => number, place: number): number {
    let [low, high] = [0, value.length];
    while (low < high) {
        const middle = (low + high) >> 1;
        if (placeOf(middle) < place) low = middle + 1;
        else high = middle;
    }
    return low;
}
