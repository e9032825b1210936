import {useComputedColorScheme} from "@mantine/core";
import {useVirtualizer} from "@tanstack/react-virtual";
import {useRef, useState} from "react";
import type {Inspection} from "../../../engine/contract/featurePages.ts";
import {fragmentOf} from "../../app/route.ts";
import {classes} from "../../widgets/classes.ts";
import {shown} from "../../widgets/numbers.ts";
import {legendGradient, tokenStyle} from "./colourScale.ts";
import styles from "./InspectionView.module.css";
import {tokenName} from "./tokenPieces.ts";

interface Props {
    readonly dictionary: string;
    readonly inspection: Inspection;
    /** which of the features, in which order */
    readonly columns: ReadonlyArray<Inspection["features"][number] & {readonly column: number}>;
}

const CELL_PX = 19;

/**
 * Features by tokens: a row for each feature, coloured against its own highest value here, so that one shows when each of them fires.
 * The pointer or the arrow keys read a cell out; only tokens near the screen are drawn.
 */
export function TokenMatrix({dictionary, inspection: {tokens, matrix}, columns}: Props) {
    const theme = useComputedColorScheme("light");
    const scroller = useRef<HTMLDivElement>(null);
    const [at, setAt] = useState<{readonly row: number; readonly token: number} | null>(null);
    const virtual = useVirtualizer({
        horizontal: true,
        count: tokens.length,
        getScrollElement: () => scroller.current,
        estimateSize: () => CELL_PX,
        overscan: 12
    });
    const items = virtual.getVirtualItems();
    const cell = at === null ? null : {feature: columns[at.row], token: tokens[at.token], value: matrix[at.token]?.[columns[at.row]?.column ?? -1] ?? 0};
    const move = (rows: number, steps: number) => {
        const row = Math.max(0, Math.min(columns.length - 1, (at?.row ?? 0) + (at === null ? 0 : rows)));
        const token = Math.max(0, Math.min(tokens.length - 1, (at?.token ?? 0) + (at === null ? 0 : steps)));
        setAt({row, token});
        virtual.scrollToIndex(token);
    };
    const onKeyDown = (event: React.KeyboardEvent) => {
        const moves: Record<string, readonly [number, number]> = {ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0]};
        const step = moves[event.key];
        if (step === undefined) return;
        event.preventDefault();
        move(step[0], step[1]);
    };
    return (
        <figure className={styles.matrix}>
            <figcaption aria-live="polite">
                {cell?.feature === undefined || cell.token === undefined
                    ? "Point at a cell, or walk with the arrow keys."
                    : `${shown(cell.value)} at “${tokenName(cell.token.text)}”: feature ${cell.feature.feature}${cell.feature.label === undefined ? "" : `, ${cell.feature.label}`}`}
            </figcaption>
            <div className={styles.scale} role="img" aria-label="Colour scale: from 0 to the highest value of each row">
                <span>0</span>
                <span className={styles.ramp} style={{background: legendGradient(theme)}} />
                <span>each row’s own highest value here</span>
            </div>
            <div className={styles.grid}>
                <div className={styles.names}>
                    <span className={styles.corner} />
                    {columns.map(({feature, label}, row) => (
                        <a
                            key={feature}
                            href={fragmentOf({page: "features", dictionary, feature})}
                            className={classes(styles.rowName, at?.row === row && styles.now)}
                            style={{height: CELL_PX}}
                            title={`feature ${feature}${label === undefined ? "" : `: ${label}`}`}
                        >
                            <small className={styles.index}>{feature}</small> {label ?? "no label yet"}
                        </a>
                    ))}
                </div>
                <div
                    ref={scroller}
                    className={styles.cells}
                    role="img"
                    aria-label={`Matrix of ${columns.length} features by ${tokens.length} tokens. Arrow keys read the cells.`}
                    // biome-ignore lint/a11y/noNoninteractiveTabindex: its values are read by arrow keys
                    tabIndex={0}
                    onKeyDown={onKeyDown}
                    onPointerLeave={() => setAt(null)}
                    onPointerMove={(event) => {
                        const target = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-row]") : null;
                        if (target === null) return;
                        const next = {row: Number(target.dataset.row), token: Number(target.dataset.token)};
                        if (next.row !== at?.row || next.token !== at.token) setAt(next);
                    }}
                >
                    <div style={{width: virtual.getTotalSize(), position: "relative", height: "100%"}}>
                        {items.map(({index, start}) => {
                            const token = tokens[index]!;
                            return (
                                <div key={index} className={styles.tokenColumn} style={{width: CELL_PX, transform: `translateX(${start}px)`}}>
                                    <span className={classes(styles.corner, styles.tokenName, at?.token === index && styles.now)}>{tokenName(token.text)}</span>
                                    {columns.map(({feature, column, max}, row) => (
                                        <span
                                            key={feature}
                                            data-row={row}
                                            data-token={index}
                                            className={classes(styles.cell, at?.row === row && at.token === index && styles.cellNow)}
                                            style={{
                                                height: CELL_PX,
                                                background: max > 0 ? tokenStyle((matrix[index]?.[column] ?? 0) / max, theme)?.background : undefined
                                            }}
                                        />
                                    ))}
                                </div>
                            );
                        })}
                    </div>
                </div>
            </div>
        </figure>
    );
}
