import {useVirtualizer} from "@tanstack/react-virtual";
import {useEffect, useMemo, useRef, useState} from "react";
import type {Message} from "../../../../engine/contract/chat.ts";
import {Empty} from "../../../widgets/States.tsx";
import {isSteered} from "../tree.ts";
import styles from "./BranchTree.module.css";
import {flattenTree} from "./flattenTree.ts";

interface Props {
    readonly messages: readonly Message[];
    readonly headId: string | null;
    /** an answer is being written: the branch can't be changed */
    readonly busy: boolean;
    readonly onSelect: (messageId: string) => void;
}

const ROW_PX = 34;
const INDENT_PX = 14;
const DEEPEST_INDENT = 12;

const firstWords = ({content}: Message) => content.slice(0, 160).replace(/\s+/g, " ").trim() || "nothing";

/** All branches of a conversation. Arrow keys walk, left goes to what a message answers, right to what follows; Enter shows its branch. */
export function BranchTree({messages, headId, busy, onSelect}: Props) {
    const rows = useMemo(() => flattenTree(messages, headId), [messages, headId]);
    const headRow = rows.findIndex(({message}) => message.id === headId);
    const [active, setActive] = useState(Math.max(0, headRow));
    const scroller = useRef<HTMLDivElement>(null);
    const virtual = useVirtualizer({count: rows.length, getScrollElement: () => scroller.current, estimateSize: () => ROW_PX, overscan: 12});
    // biome-ignore lint/correctness/useExhaustiveDependencies: once, where it opens
    useEffect(() => {
        virtual.scrollToIndex(Math.max(0, headRow), {align: "center"});
        scroller.current?.focus({preventScroll: true});
    }, []);
    const walk = (to: number) => {
        const next = Math.max(0, Math.min(rows.length - 1, to));
        setActive(next);
        virtual.scrollToIndex(next, {align: "auto"});
    };
    const select = (index: number) => {
        const row = rows[index];
        if (row === undefined || busy) return;
        setActive(index);
        onSelect(row.message.id);
    };
    const onKeyDown = (event: React.KeyboardEvent) => {
        const row = rows[active];
        const child = rows.findIndex(({parent}) => parent === active);
        const steps: Record<string, number> = {
            ArrowDown: active + 1,
            ArrowUp: active - 1,
            PageDown: active + 12,
            PageUp: active - 12,
            Home: 0,
            End: rows.length - 1,
            ArrowLeft: row === undefined || row.parent < 0 ? active : row.parent,
            ArrowRight: child < 0 ? active : child
        };
        const step = steps[event.key];
        if (step !== undefined) walk(step);
        else if (event.key === "Enter" || event.key === " ") select(active);
        else return;
        event.preventDefault();
    };
    if (rows.length === 0) return <Empty title="Nothing was said yet" />;
    const activeId = rows[active]?.message.id;
    return (
        <div
            ref={scroller}
            className={styles.tree}
            data-autofocus
            role="tree"
            tabIndex={0}
            aria-label="Branches"
            aria-activedescendant={activeId === undefined ? undefined : `branch-${activeId}`}
            onKeyDown={onKeyDown}
        >
            <div style={{height: virtual.getTotalSize(), position: "relative"}}>
                {virtual.getVirtualItems().map(({index, start}) => {
                    const {message, depth, onBranch, version, versions} = rows[index]!;
                    const name = message.role === "user" ? "You" : (message.variant ?? (isSteered(message) ? "Steered" : "Answer"));
                    return (
                        // biome-ignore lint/a11y/useKeyWithClickEvents: the tree itself takes the keys
                        <div
                            key={message.id}
                            id={`branch-${message.id}`}
                            role="treeitem"
                            tabIndex={-1}
                            aria-level={depth + 1}
                            aria-selected={onBranch}
                            aria-current={message.id === headId ? "true" : undefined}
                            aria-posinset={version}
                            aria-setsize={versions}
                            className={styles.row}
                            data-active={index === active || undefined}
                            data-on={onBranch || undefined}
                            style={{
                                height: ROW_PX,
                                transform: `translateY(${start}px)`,
                                paddingLeft: 10 + Math.min(depth, DEEPEST_INDENT) * INDENT_PX
                            }}
                            onClick={() => select(index)}
                        >
                            <span className={styles.dot} data-role={message.role} data-steered={isSteered(message) || undefined} aria-hidden="true" />
                            <span className={styles.who}>{name}</span>
                            <span className={styles.words}>{firstWords(message)}</span>
                            {message.editedFrom !== undefined && <span className={styles.mark}>edited</span>}
                            {versions > 1 && (
                                <span className={styles.mark} title={`Version ${version} of ${versions}`}>
                                    {version}/{versions}
                                </span>
                            )}
                        </div>
                    );
                })}
            </div>
        </div>
    );
}
