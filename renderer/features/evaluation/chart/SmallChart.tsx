import {useElementSize} from "@mantine/hooks";
import {shown} from "../../../widgets/numbers.ts";
import styles from "./Chart.module.css";
import {scale, ticksOf} from "./scales.ts";

interface Props {
    readonly title: string;
    /** stands at the end of the title */
    readonly reading?: string | undefined;
    readonly points: ReadonlyArray<{readonly x: number; readonly y: number}>;
    readonly axis: string;
    readonly show?: (y: number) => string;
    /** from where on it is bad */
    readonly limit?: {readonly y: number; readonly words: string} | undefined;
    /** marked: what is looked at, or what was taken */
    readonly marked?: number | undefined;
    /** always on the scale */
    readonly within?: readonly [number, number];
}

const HEIGHT = 112;
const TOP = 8;
const BOTTOM = 30;
const LEFT = 38;
const RIGHT = 8;

/** One figure against strength, small. */
export function SmallChart({title, reading, points, axis, show = (y) => shown(y), limit, marked, within = [0, 0]}: Props) {
    const {ref, width: measured} = useElementSize();
    const width = Math.max(160, measured || 260);
    const xs = points.map((point) => point.x);
    const ys = [...points.map((point) => point.y), ...within];
    const x = scale([Math.min(0, ...xs), Math.max(0, ...xs)], [LEFT, width - RIGHT]);
    const low = Math.min(...ys);
    const high = Math.max(...ys, low + 1e-6);
    const y = scale([low, high], [HEIGHT - BOTTOM, TOP]);
    const words = points.map((point) => `${shown(point.x)}: ${show(point.y)}`).join(", ");
    return (
        <figure className={styles.small} ref={ref}>
            <figcaption>
                {title}
                {reading !== undefined && <span>{reading}</span>}
            </figcaption>
            <svg viewBox={`0 0 ${width} ${HEIGHT}`} height={HEIGHT} role="img" aria-label={`${title} by ${axis}: ${words}`}>
                {ticksOf(low, high, 2).map((tick) => (
                    <g key={tick}>
                        <line x1={LEFT} x2={width - RIGHT} y1={y(tick)} y2={y(tick)} className={styles.grid} />
                        <text x={LEFT - 6} y={y(tick) + 3.5} className={styles.tick} textAnchor="end">
                            {show(tick)}
                        </text>
                    </g>
                ))}
                {ticksOf(Math.min(0, ...xs), Math.max(0, ...xs), 4).map((tick) => (
                    <text key={tick} x={x(tick)} y={HEIGHT - BOTTOM + 13} className={styles.tick} textAnchor="middle">
                        {shown(tick)}
                    </text>
                ))}
                <text x={(LEFT + width - RIGHT) / 2} y={HEIGHT - 4} className={styles.tick} textAnchor="middle">
                    {axis}
                </text>
                {limit !== undefined && limit.y >= low && limit.y <= high && (
                    <>
                        <line x1={LEFT} x2={width - RIGHT} y1={y(limit.y)} y2={y(limit.y)} className={styles.limit} />
                        <text x={LEFT + 3} y={y(limit.y) - 3} className={styles.limitWords}>
                            {limit.words}
                        </text>
                    </>
                )}
                <path d={points.map((point, i) => `${i === 0 ? "M" : "L"}${x(point.x)} ${y(point.y)}`).join("")} className={styles.plain} />
                {points.map((point) => (
                    <circle
                        key={point.x}
                        cx={x(point.x)}
                        cy={y(point.y)}
                        r={point.x === marked ? 4 : 2.4}
                        className={point.x === marked ? styles.dotChosen : styles.dot}
                    />
                ))}
            </svg>
        </figure>
    );
}
