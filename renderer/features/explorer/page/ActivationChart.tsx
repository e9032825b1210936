import {useState} from "react";
import type {FeaturePage} from "../../../../engine/contract/featurePages.ts";
import {count, shown} from "../../../widgets/numbers.ts";
import {axisTicks, type Bin, growth} from "./activationAxis.ts";
import styles from "./Firing.module.css";

interface Props {
    readonly bins: NonNullable<FeaturePage["stats"]>["histogram"];
}

const WIDTH = 320;
const HEIGHT = 84;

const binWords = ({from, to, count: tokens}: Bin) => `${shown(from)} to ${shown(to)}: ${count(tokens)} ${tokens === 1 ? "token" : "tokens"}`;

/** How strong the feature is where it fires: bars over a logarithmic scale, read out by the pointer or the arrow keys, and in a table. */
export function ActivationChart({bins}: Props) {
    const [at, setAt] = useState<number | null>(null);
    if (bins.length === 0) return null;
    const highest = Math.max(...bins.map((bin) => bin.count), 1);
    const width = WIDTH / bins.length;
    const total = bins.reduce((sum, bin) => sum + bin.count, 0);
    const bin = at === null ? undefined : bins[at];
    const move = (step: number) => setAt((now) => Math.max(0, Math.min(bins.length - 1, (now ?? (step > 0 ? -1 : bins.length)) + step)));
    return (
        <figure className={styles.chart}>
            <figcaption>
                <strong>How strong it is there</strong>
                <span aria-live="polite">{bin === undefined ? "" : binWords(bin)}</span>
            </figcaption>
            <svg
                viewBox={`0 0 ${WIDTH} ${HEIGHT + 1}`}
                role="img"
                // biome-ignore lint/a11y/noNoninteractiveTabindex: its values are read by arrow keys
                tabIndex={0}
                aria-label={`Activations of ${count(total)} tokens. Arrow keys read the bars.`}
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
                {bins.map(({from, count: tokens}, index) => {
                    const height = tokens === 0 ? 0 : Math.max(1, (tokens / highest) * (HEIGHT - 4));
                    return (
                        <rect
                            key={from}
                            x={index * width + 0.5}
                            y={HEIGHT - height}
                            width={Math.max(0.5, width - 1)}
                            height={height}
                            className={index === at ? styles.barNow : styles.bar}
                        />
                    );
                })}
            </svg>
            <div className={styles.ticks} aria-hidden="true">
                {axisTicks(bins).map(({share, value}) => (
                    <span key={share} style={{left: `${share * 100}%`}}>
                        {shown(value)}
                    </span>
                ))}
            </div>
            <p className={styles.axisWords}>activation, from weak to strong: each bar reaches {shown(growth(bins))} times as far as the one before</p>
            <table className="visually-hidden">
                <caption>How strong it is there</caption>
                <thead>
                    <tr>
                        <th scope="col">activation from</th>
                        <th scope="col">to</th>
                        <th scope="col">tokens</th>
                    </tr>
                </thead>
                <tbody>
                    {bins.map(({from, to, count: tokens}) => (
                        <tr key={from}>
                            <td>{shown(from, 3)}</td>
                            <td>{shown(to, 3)}</td>
                            <td>{count(tokens)}</td>
                        </tr>
                    ))}
                </tbody>
            </table>
        </figure>
    );
}
