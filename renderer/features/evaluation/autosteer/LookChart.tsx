import {useElementSize} from "@mantine/hooks";
import type {Contender} from "../../../../engine/contract/evaluation.ts";
import {shown} from "../../../widgets/numbers.ts";
import {scale, ticksOf} from "../chart/scales.ts";
import styles from "./Autosteer.module.css";
import {wayWords} from "./setWords.ts";
import {WayMark} from "./WayMark.tsx";

interface Props {
    readonly title: string;
    /** stands below the title: whether it was taken */
    readonly reading: string;
    readonly points: Contender["points"];
    /** ways of acting that are drawn in any of the charts, in their order */
    readonly ways: readonly (number | undefined)[];
    /** the largest strength of any of the charts */
    readonly to: number;
    /** what the proof's set was made of; undefined: it was not taken */
    readonly taken: Contender["points"][number] | undefined;
}

const HEIGHT = 168;
const TOP = 10;
const BOTTOM = 34;
const LEFT = 30;
const RIGHT = 12;

/** Scores of one contender over strength, a line for each way of acting. */
export function LookChart({title, reading, points, ways, to, taken}: Props) {
    const {ref, width: measured} = useElementSize();
    const width = Math.max(200, measured || 300);
    const x = scale([0, to], [LEFT, width - RIGHT]);
    const y = scale([0, 100], [HEIGHT - BOTTOM, TOP]);
    const lines = ways.map((way) => points.filter(({fadesOver}) => fadesOver === way).toSorted((a, b) => a.strength - b.strength));
    const words = ways
        .map((way, i) => `${wayWords(way)}: ${(lines[i] ?? []).map(({strength, score}) => `${shown(score, 0)} at ${shown(strength)} R`).join(", ")}`)
        .join("; ");
    return (
        <figure className={styles.look} ref={ref}>
            <figcaption>
                {title}
                <span data-taken={taken !== undefined || undefined}>{reading}</span>
            </figcaption>
            <svg viewBox={`0 0 ${width} ${HEIGHT}`} width="100%" height={HEIGHT} role="img" aria-label={`${title}, ${reading}. ${words}`}>
                {[0, 50, 100].map((tick) => (
                    <g key={tick}>
                        <line x1={LEFT} x2={width - RIGHT} y1={y(tick)} y2={y(tick)} className={styles.grid} />
                        <text x={LEFT - 6} y={y(tick) + 3.5} className={styles.tick} textAnchor="end">
                            {tick}
                        </text>
                    </g>
                ))}
                {ticksOf(0, to, 4).map((tick) => (
                    <text key={tick} x={x(tick)} y={HEIGHT - BOTTOM + 14} className={styles.tick} textAnchor="middle">
                        {shown(tick)}
                    </text>
                ))}
                <text x={(LEFT + width - RIGHT) / 2} y={HEIGHT - 5} className={styles.tick} textAnchor="middle">
                    length of the whole step, R
                </text>
                {taken !== undefined && <circle cx={x(taken.strength)} cy={y(taken.score)} r={8} className={styles.taken} />}
                {lines.map((line, way) => (
                    <g key={ways[way] ?? "lasting"} data-way={way}>
                        <path d={line.map((point, i) => `${i === 0 ? "M" : "L"}${x(point.strength)} ${y(point.score)}`).join("")} className={styles.way} />
                        {line.map((point) => (
                            <g key={point.strength}>
                                <title>{`${wayWords(ways[way])}, ${shown(point.strength)} R: ${shown(point.score, 0)}`}</title>
                                <WayMark way={way} x={x(point.strength)} y={y(point.score)} />
                            </g>
                        ))}
                    </g>
                ))}
            </svg>
        </figure>
    );
}
