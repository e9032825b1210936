import {useVirtualizer} from "@tanstack/react-virtual";
import {type Ref, useEffect, useImperativeHandle, useRef} from "react";
import type {FeatureId} from "../../../../engine/contract/ids.ts";
import {classes} from "../../../widgets/classes.ts";
import styles from "./FeatureList.module.css";
import {FeatureRow} from "./FeatureRow.tsx";
import type {Rows} from "./useListPages.ts";

/** For the search box, whose arrows move through the list. */
export interface ListControls {
    readonly onKeyDown: (event: React.KeyboardEvent) => boolean;
    /** scrolls as far as it takes to see a row */
    readonly reveal: (index: number) => void;
}

interface Props {
    readonly id: string;
    readonly rows: Rows;
    readonly query: string;
    /** two lines a row */
    readonly narrow: boolean;
    readonly opened: FeatureId | null;
    readonly marked: number;
    readonly onMark: (index: number) => void;
    readonly onRange: (first: number, last: number) => void;
    readonly onOpen: (feature: FeatureId) => void;
    /** another list begins at its top */
    readonly resetKey: string;
    readonly controls: Ref<ListControls>;
}

const ROW_PX = 37;
const NARROW_ROW_PX = 53;
const PER_PAGE = 12;

/** All features that were found: only those near the screen are drawn, and asked for. */
export function FeatureList({id, rows, query, narrow, opened, marked, onMark, onRange, onOpen, resetKey, controls}: Props) {
    const scroller = useRef<HTMLDivElement>(null);
    const size = narrow ? NARROW_ROW_PX : ROW_PX;
    const virtual = useVirtualizer({count: rows.total, getScrollElement: () => scroller.current, estimateSize: () => size, overscan: 10});
    const items = virtual.getVirtualItems();
    const first = items[0]?.index ?? 0;
    const last = items.at(-1)?.index ?? 0;
    useEffect(() => onRange(first, last), [first, last, onRange]);
    // biome-ignore lint/correctness/useExhaustiveDependencies: rows of another height lie elsewhere
    useEffect(() => virtual.measure(), [size]);
    // biome-ignore lint/correctness/useExhaustiveDependencies: what was found changed as a whole
    useEffect(() => void scroller.current?.scrollTo({top: 0}), [resetKey]);

    const mark = (index: number) => {
        const next = Math.max(0, Math.min(rows.total - 1, index));
        onMark(next);
        virtual.scrollToIndex(next);
    };
    const onKeyDown = (event: React.KeyboardEvent) => {
        const steps: Record<string, number> = {ArrowDown: 1, ArrowUp: -1, PageDown: PER_PAGE, PageUp: -PER_PAGE};
        const step = steps[event.key];
        const target = rows.at(marked);
        if (step !== undefined) mark(marked + step);
        else if (event.key === "Enter" && target !== undefined && !rows.stale) onOpen(target.feature.feature);
        else return false;
        event.preventDefault();
        return true;
    };
    useImperativeHandle(controls, () => ({onKeyDown, reveal: (index) => virtual.scrollToIndex(index)}));
    let highest: number | undefined;
    for (const {index} of items) highest = Math.max(highest ?? 0, rows.at(index)?.value ?? 0);
    highest = rows.at(0)?.value ?? highest;
    return (
        <div
            ref={scroller}
            id={id}
            role="listbox"
            aria-label="Features"
            aria-busy={rows.pending || rows.stale}
            tabIndex={rows.total === 0 ? -1 : 0}
            aria-activedescendant={rows.at(marked) === undefined ? undefined : `${id}-${marked}`}
            className={classes(styles.scroller, narrow && styles.narrow, rows.stale && styles.stale)}
            data-opened={opened !== null || undefined}
            data-values={rows.at(0)?.value !== undefined || undefined}
            onKeyDown={(event) => {
                if (onKeyDown(event)) return;
                if (event.key !== "Home" && event.key !== "End") return;
                event.preventDefault();
                mark(event.key === "Home" ? 0 : rows.total - 1);
            }}
        >
            <div style={{height: virtual.getTotalSize(), position: "relative"}}>
                {items.map(({index, start}) => {
                    const row = rows.at(index);
                    return (
                        // biome-ignore lint/a11y/useKeyWithClickEvents: the list hears the keys
                        <div
                            key={index}
                            id={`${id}-${index}`}
                            role="option"
                            tabIndex={-1}
                            aria-selected={row !== undefined && row.feature.feature === opened}
                            aria-setsize={rows.total}
                            aria-posinset={index + 1}
                            className={classes(styles.row, index === marked && styles.marked)}
                            style={{height: size, transform: `translateY(${start}px)`}}
                            onMouseDown={(event) => event.preventDefault()}
                            onClick={() => {
                                onMark(index);
                                if (row !== undefined) onOpen(row.feature.feature);
                            }}
                        >
                            {row === undefined ? <span className={styles.coming} /> : <FeatureRow row={row} query={query} highest={highest} />}
                        </div>
                    );
                })}
            </div>
        </div>
    );
}
