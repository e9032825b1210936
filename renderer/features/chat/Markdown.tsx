import {memo, useMemo} from "react";
import ReactMarkdown, {type Components} from "react-markdown";
import remarkGfm from "remark-gfm";
import {CodeBlock} from "./CodeBlock.tsx";
import styles from "./Markdown.module.css";
import {markDifference} from "./markDifference.ts";
import {splitBlocks} from "./markdownBlocks.ts";

interface Props {
    readonly text: string;
    /** a caret at the end, while the answer is being written */
    readonly writing?: boolean;
    /** index of the first difference from another answer, in UTF-16 units */
    readonly differsAt?: number | null;
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

/** @param differsAt relative to this block; null: nothing to mark */
const Block = memo(function Block({text, differsAt}: {readonly text: string; readonly differsAt: number | null}) {
    return (
        <ReactMarkdown remarkPlugins={plugins} rehypePlugins={differsAt === null ? [] : [[markDifference, {at: differsAt}]]} components={components}>
            {text}
        </ReactMarkdown>
    );
});

/** An answer as it is meant to be read. Only the block that is being written is drawn again. */
export function Markdown({text, writing = false, differsAt = null}: Props) {
    const blocks = useMemo(() => splitBlocks(text), [text]);
    return (
        <div className={styles.markdown} data-writing={writing || undefined}>
            {blocks.map((block) => (
                <Block key={block.offset} text={block.text} differsAt={within(block.offset, block.text.length, differsAt)} />
            ))}
            {blocks.length === 0 && writing && <p />}
        </div>
    );
}

/** Where a difference lies relative to a block: -1 before it, at most its length after it, so that far blocks stay the same. */
function within(offset: number, length: number, differsAt: number | null): number | null {
    return differsAt === null ? null : Math.max(-1, Math.min(length, differsAt - offset));
}
