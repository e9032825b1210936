import {useId, useState} from "react";
import {count} from "../../widgets/numbers.ts";
import styles from "./Report.module.css";

export interface Bin {
    /** where it begins: names of fine bins may be the same */
    readonly from: number;
    /** what it covers: `40 to 45 features` */
    readonly name: string;
    readonly count: number;
}

interface Props {
    readonly title: string;
    /** what the bars count: `tokens` */
    readonly of: string;
    readonly bins: readonly Bin[];
    /** of another report over the same bins, drawn as a line */
    readonly compared?: readonly Bin[] | undefined;
    readonly ticks: ReadonlyArray<{readonly at: number; readonly name: string}>;
    readonly axis: string;
    /** stands below, where something does not fit the axis */
    readonly remark?: string | undefined;
}

const WIDTH = 480;
const HEIGHT = 104;

/** Bars over equal bins; the pointer or the arrow keys read one out, a table holds them all. */
export function Histogram({title, of, bins, compared, ticks, axis, remark}: Props) {
    const [at, setAt] = useState<number | null>(null);
    const tableId = useId();
    const shares = shareOf(bins);
    const others = compared === undefined ? [] : shareOf(compared);
    const highest = Math.max(...shares, ...others, 1e-9);
    const width = WIDTH / Math.max(1, bins.length);
    const y = (share: number) => HEIGHT - (share / highest) * (HEIGHT - 4);
    const bin = at === null ? undefined : bins[at];
    const move = (step: number) => setAt((now) => Math.max(0, Math.min(bins.length - 1, (now ?? (step > 0 ? -1 : bins.length)) + step)));
    return (
        <figure className={styles.histogram}>
            <figcaption>
                <strong>{title}</strong>
                <span className={styles.readout} aria-live="polite">
                    {bin === undefined ? "" : `${bin.name}: ${count(bin.count)} ${of}`}
                </span>
            </figcaption>
            <svg
                viewBox={`0 0 ${WIDTH} ${HEIGHT + 18}`}
                role="img"
                // biome-ignore lint/a11y/noNoninteractiveTabindex: its values are read by arrow keys
                tabIndex={0}
                aria-label={`${title}. Arrow keys read the bars.`}
                aria-describedby={tableId}
                onPointerLeave={() => setAt(null)}
                onBlur={() => setAt(null)}
                onPointerMove={(event) => {
                    const box = event.currentTarget.getBoundingClientRect();
                    const index = Math.floor(((event.clientX - box.left) / box.width) * bins.length);
                    setAt(index >= 0 && index < bins.length ? index : null);
                }}
                onKeyDown={(event) => {
                    if (event.key !== "ArrowRight" && event.key !== "ArrowLeft") return;
                    event.preventDefault();
                    move(event.key === "ArrowRight" ? 1 : -1);
                }}
            >
                <line x1={0} x2={WIDTH} y1={HEIGHT} y2={HEIGHT} className={styles.axis} />
                {bins.map(({from}, index) => (
                    <rect
                        key={from}
                        x={index * width + 0.5}
                        y={y(shares[index]!)}
                        width={Math.max(0.5, width - 1)}
                        height={HEIGHT - y(shares[index]!)}
                        className={index === at ? styles.barNow : styles.bar}
                    />
                ))}
                {others.length > 0 && (
                    <polyline points={others.map((share, index) => `${(index + 0.5) * width},${y(share)}`).join(" ")} className={styles.compared} />
                )}
                {ticks.map((tick) => (
                    <text
                        key={tick.name}
                        x={tick.at * WIDTH}
                        y={HEIGHT + 14}
                        className={styles.tick}
                        textAnchor={tick.at === 0 ? "start" : tick.at === 1 ? "end" : "middle"}
                    >
                        {tick.name}
                    </text>
                ))}
            </svg>
            <p className={styles.axisName}>
                {axis}
                {remark !== undefined && `. ${remark}`}
            </p>
            <table id={tableId} className="visually-hidden">
                <caption>{title}</caption>
                <tbody>
                    {bins
                        .filter((row) => row.count > 0)
                        .map((row) => (
                            <tr key={row.from}>
                                <th scope="row">{row.name}</th>
                                <td>
                                    {count(row.count)} {of}
                                </td>
                            </tr>
                        ))}
                </tbody>
            </table>
        </figure>
    );
}

/** Texts of different lengths are compared by shares. */
function shareOf(bins: readonly Bin[]): readonly number[] {
    const total = bins.reduce((sum, bin) => sum + bin.count, 0);
    return bins.map((bin) => (total === 0 ? 0 : bin.count / total));
}
