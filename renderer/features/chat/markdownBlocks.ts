export interface MarkdownBlock {
    /** where it begins in the whole text, in UTF-16 units */
    readonly offset: number;
    readonly text: string;
}

const fence = /^ {0,3}(`{3,}|~{3,})/;
const listItem = /^ {0,3}([-*+]|\d{1,9}[.)])(\s|$)/;

/**
 * Cuts markdown at blank lines into pieces that can be drawn on their own, so that a streaming answer redraws only its
 * last piece. Fenced code, lists with blank lines between items, and indented lines stay in one piece.
 */
export function splitBlocks(text: string): readonly MarkdownBlock[] {
    const blocks: MarkdownBlock[] = [];
    let start = 0;
    let openFence: string | null = null;
    let afterBlank = false;
    let inList = false;
    let position = 0;
    for (const line of text.split("\n")) {
        if (afterBlank && openFence === null && line.trim() !== "" && !/^\s/.test(line) && !(inList && listItem.test(line))) {
            blocks.push({offset: start, text: text.slice(start, position)});
            start = position;
            inList = false;
        }
        if (position === start) inList = listItem.test(line);
        const marker = fence.exec(line)?.[1];
        if (marker !== undefined) {
            if (openFence === null) openFence = marker;
            else if (marker[0] === openFence[0] && marker.length >= openFence.length) openFence = null;
        }
        afterBlank = line.trim() === "";
        position += line.length + 1;
    }
    if (start < text.length) blocks.push({offset: start, text: text.slice(start)});
    return blocks;
}
