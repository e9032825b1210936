import {memo, useMemo} from "react";
import ReactMarkdown, {type Components} from "react-markdown";
import remarkGfm from "remark-gfm";
import {CodeBlock} from "./CodeBlock.tsx";
import type {TextRange} from "./difference/cutWords.ts";
import {markRanges} from "./difference/markRanges.ts";
import styles from "./Markdown.module.css";
import {splitBlocks} from "./markdownBlocks.ts";

interface Props {
    readonly text: string;
    /** a caret at the end, while the answer is being written */
    readonly writing?: boolean;
    /** words to mark, by their places in the text; ascending */
    readonly marks?: readonly TextRange[];
}

const components: Components = {
    a: ({href, children}) =>
        href !== undefined && /^https?:/i.test(href) ? (
            <a href={href} target="_blank" rel="noreferrer noopener">
                {children}
            </a>
        ) : (
            <span>{children}</span>
        ),
    // nothing leaves the machine: a picture would be fetched from elsewhere
    img: ({alt, src}) => <span className={styles.image}>{alt || src}</span>,
    pre: ({children}) => <CodeBlock>{children}</CodeBlock>,
    table: ({children}) => (
        <div className={styles.tableScroller}>
            <table>{children}</table>
        </div>
    )
};

const plugins = [remarkGfm];

interface BlockProps {
    readonly text: string;
    /** relative to this block */
    readonly marks: readonly TextRange[];
}

const isSameBlock = (a: BlockProps, b: BlockProps) =>
    a.text === b.text &&
    a.marks.length === b.marks.length &&
    a.marks.every(({start, end}, index) => start === b.marks[index]?.start && end === b.marks[index]?.end);

const Block = memo(function Block({text, marks}: BlockProps) {
    return (
        <ReactMarkdown remarkPlugins={plugins} rehypePlugins={marks.length === 0 ? [] : [[markRanges, {source: text, ranges: marks}]]} components={components}>
            {text}
        </ReactMarkdown>
    );
}, isSameBlock);

const NONE: readonly TextRange[] = [];

/** An answer as it is meant to be read. Only the block that is being written is drawn again. */
export function Markdown({text, writing = false, marks = NONE}: Props) {
    const blocks = useMemo(() => splitBlocks(text), [text]);
    return (
        <div className={styles.markdown} data-writing={writing || undefined}>
            {blocks.map((block) => (
                <Block key={block.offset} text={block.text} marks={within(block.offset, block.text.length, marks)} />
            ))}
            {blocks.length === 0 && writing && <p />}
        </div>
    );
}

function within(offset: number, length: number, marks: readonly TextRange[]): readonly TextRange[] {
    if (marks.length === 0) return NONE;
    return marks
        .filter(({start, end}) => end > offset && start < offset + length)
        .map(({start, end}) => ({start: Math.max(0, start - offset), end: Math.min(length, end - offset)}));
}
