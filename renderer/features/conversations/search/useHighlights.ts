import {useEffect} from "react";
import {wordPattern} from "./wordPattern.ts";

/** as `::highlight()` of the style sheet names it */
const NAME = "saelor-found";
/** more than fit on any screen */
const MOST_RANGES = 3000;
const SETTLE_MS = 60;

function rangesIn(root: Element, pattern: RegExp): Range[] {
    const ranges: Range[] = [];
    const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = texts.nextNode(); node !== null && ranges.length < MOST_RANGES; node = texts.nextNode()) {
        for (const {index, 0: word} of (node.nodeValue ?? "").matchAll(pattern)) {
            const range = new Range();
            range.setStart(node, index);
            range.setEnd(node, index + word.length);
            ranges.push(range);
        }
    }
    return ranges;
}

/** Marks words wherever messages are drawn, without touching what is drawn. */
export function useHighlights(query: string) {
    useEffect(() => {
        const pattern = wordPattern(query);
        const root = document.querySelector('[role="log"]');
        // an older browser steps through messages all the same
        if (pattern === null || root === null || !("highlights" in CSS)) return;
        const mark = () => {
            const ranges = [...root.querySelectorAll("[data-message]")].flatMap((message) => rangesIn(message, pattern));
            CSS.highlights.set(NAME, new Highlight(...ranges));
        };
        let timer: ReturnType<typeof setTimeout> | undefined;
        const changed = new MutationObserver(() => {
            clearTimeout(timer);
            timer = setTimeout(mark, SETTLE_MS);
        });
        changed.observe(root, {subtree: true, childList: true, characterData: true});
        mark();
        return () => {
            clearTimeout(timer);
            changed.disconnect();
            CSS.highlights.delete(NAME);
        };
    }, [query]);
}
