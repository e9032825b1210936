import {useElementSize} from "@mantine/hooks";
import {shown} from "../../../widgets/numbers.ts";
import styles from "./Chart.module.css";
import type {FactsFall} from "./factsFall.ts";
import type {Reference} from "./references.ts";
import {SeriesMark} from "./SeriesMark.tsx";
import {apart, nearest, scale, ticksOf} from "./scales.ts";
import {type Series, type SeriesName, seriesWords} from "./series.ts";

interface Props {
    readonly title: string;
    readonly series: readonly Series[];
    readonly hidden: ReadonlySet<SeriesName>;
    readonly references: readonly Reference[];
    readonly strengths: readonly number[];
    /** what is looked at */
    readonly at: number;
    /** the one that the choosing prompts chose */
    readonly chosen: number | undefined;
    readonly fall: FactsFall | null;
    readonly axis: string;
    /** a strength under the pointer; null: it left */
    readonly onHover: (strength: number | null) => void;
    readonly onPick: (strength: number) => void;
}

const HEIGHT = 340;
const TOP = 38;
const BOTTOM = 46;
const LEFT = 46;
/** where the lines are named */
const RIGHT = 94;
/** width before it is measured, and of a drawing that is never shown */
const USUAL = 640;
const LINE_HEIGHT = 13;
/** about the width of a letter of the title */
const TITLE_LETTER = 7;

/** Judged metrics against strength with their quartiles over prompts, as in the research; a cursor is moved by the pointer or the arrow keys. */
export function SweepChart(props: Props) {
    const {title, series, hidden, references, strengths, at, chosen, fall, axis, onHover, onPick} = props;
    const {ref, width: measured} = useElementSize();
    const width = Math.max(280, measured || USUAL);
    const letters = Math.floor(width / TITLE_LETTER);
    const lines = series.filter(({name}) => !hidden.has(name));
    const from = Math.min(0, ...strengths);
    const to = Math.max(0, ...strengths);
    const x = scale([from, to], [LEFT, width - RIGHT]);
    const y = scale([0, 100], [HEIGHT - BOTTOM, TOP]);
    const ends = apart(
        lines.map(({points}) => y(points.at(-1)!.mean)),
        LINE_HEIGHT,
        HEIGHT - BOTTOM
    );
    const strengthAt = (event: React.PointerEvent) => {
        const box = event.currentTarget.getBoundingClientRect();
        const px = ((event.clientX - box.left) / box.width) * width;
        return strengths[nearest(strengths.map(x), px)] ?? 0;
    };
    const place = strengths.indexOf(at);
    const values = lines.flatMap(({name, points}) => {
        const point = points.find(({strength}) => strength === at);
        return point === undefined ? [] : [`${seriesWords[name]} ${shown(point.mean, 0)}`];
    });
    const onKey = (event: React.KeyboardEvent) => {
        const steps: Record<string, number> = {
            ArrowRight: place + 1,
            ArrowUp: place + 1,
            ArrowLeft: place - 1,
            ArrowDown: place - 1,
            Home: 0,
            End: strengths.length - 1
        };
        const next = steps[event.key];
        if (next === undefined) return;
        event.preventDefault();
        onPick(strengths[Math.max(0, Math.min(strengths.length - 1, next))] ?? at);
    };
    return (
        <figure className={styles.chart} ref={ref}>
            <div
                role="slider"
                tabIndex={0}
                aria-label={`Strength on the chart of ${title}`}
                aria-valuemin={from}
                aria-valuemax={to}
                aria-valuenow={at}
                aria-valuetext={`${shown(at)}: ${values.join(", ")}`}
                onPointerMove={(event) => onHover(strengthAt(event))}
                onPointerLeave={() => onHover(null)}
                onPointerUp={(event) => onPick(strengthAt(event))}
                onKeyDown={onKey}
            >
                <svg viewBox={`0 0 ${width} ${HEIGHT}`} width="100%" height={HEIGHT} data-chart={title} aria-hidden="true">
                    {fall !== null && <FallMark fall={fall} x={x} to={to} />}
                    {[0, 25, 50, 75, 100].map((tick) => (
                        <g key={tick}>
                            <line x1={LEFT} x2={width - RIGHT} y1={y(tick)} y2={y(tick)} className={tick === 0 ? styles.axis : styles.grid} />
                            <text x={LEFT - 7} y={y(tick) + 3.5} className={styles.tick} textAnchor="end">
                                {tick}
                            </text>
                        </g>
                    ))}
                    {ticksOf(from, to, width < 480 ? 4 : 7).map((tick) => (
                        <text key={tick} x={x(tick)} y={HEIGHT - BOTTOM + 19} className={styles.tick} textAnchor="middle">
                            {shown(tick)}
                        </text>
                    ))}
                    <text x={(LEFT + width - RIGHT) / 2} y={HEIGHT - 8} className={styles.axisTitle} textAnchor="middle">
                        {axis}
                    </text>
                    <text transform={`translate(11 ${(TOP + HEIGHT - BOTTOM) / 2}) rotate(-90)`} className={styles.axisTitle} textAnchor="middle">
                        score and ratings, 0 to 100
                    </text>
                    <text x={0} y={12} className={styles.chartTitle}>
                        {title.length > letters ? `${title.slice(0, letters - 1)}…` : title}
                        <title>{title}</title>
                    </text>
                    {references.map(({name, words, points}) =>
                        points.length === 1 && points[0]!.strength === 0 ? (
                            <g key={name}>
                                <line
                                    x1={LEFT}
                                    x2={width - RIGHT}
                                    y1={y(points[0]!.mean)}
                                    y2={y(points[0]!.mean)}
                                    className={styles.reference}
                                    data-arm={name}
                                />
                                <text x={width - RIGHT - 4} y={y(points[0]!.mean) - 3.5} className={styles.referenceWords} textAnchor="end">
                                    {words} {shown(points[0]!.mean, 0)}
                                </text>
                            </g>
                        ) : (
                            points.map(({strength, mean}) => (
                                <line
                                    key={`${name} ${strength}`}
                                    x1={x(strength) - 6}
                                    x2={x(strength) + 6}
                                    y1={y(mean)}
                                    y2={y(mean)}
                                    className={styles.dash}
                                    data-arm={name}
                                >
                                    <title>{`${words} at ${shown(strength)}: ${shown(mean, 0)}`}</title>
                                </line>
                            ))
                        )
                    )}
                    {chosen !== undefined && <path d={`M${x(chosen)} ${HEIGHT - BOTTOM + 1}l-4.5 7h9Z`} className={styles.chosen} />}
                    {lines.map(({name, points}) => (
                        <g key={name} data-line={name}>
                            <path
                                className={styles.band}
                                data-series={name}
                                d={`${points.map(({strength, high}, i) => `${i === 0 ? "M" : "L"}${x(strength)} ${y(high)}`).join("")}${points
                                    .toReversed()
                                    .map(({strength, low}) => `L${x(strength)} ${y(low)}`)
                                    .join("")}Z`}
                            />
                            <path
                                className={styles.line}
                                data-series={name}
                                d={points.map(({strength, mean}, i) => `${i === 0 ? "M" : "L"}${x(strength)} ${y(mean)}`).join("")}
                            />
                            {points.map(({strength, mean}) => (
                                <SeriesMark key={strength} name={name} x={x(strength)} y={y(mean)} />
                            ))}
                        </g>
                    ))}
                    <line x1={x(at)} x2={x(at)} y1={TOP - 4} y2={HEIGHT - BOTTOM} className={styles.cursor} data-screen />
                    {lines.map(({name, points}, index) => (
                        <text key={name} x={width - RIGHT + 8} y={ends[index]! + 4} className={styles.name} data-series={name}>
                            {seriesWords[name]} {shown(points.at(-1)!.mean, 0)}
                        </text>
                    ))}
                </svg>
            </div>
        </figure>
    );
}

/** Where facts fall and what is scored does not see it. */
function FallMark({fall, x, to}: {readonly fall: FactsFall; readonly x: (strength: number) => number; readonly to: number}) {
    const [start, end] = [x(fall.from), x(fall.to)].sort((a, b) => a - b) as [number, number];
    const left = Math.max(LEFT, start - 8);
    const right = Math.min(x(to), end + 8);
    const words = `facts wrong, ${fall.blind} high`;
    // room for the words, which are about 6 px a letter
    const isNarrow = x(to) - left < words.length * 6;
    return (
        <g>
            <rect x={left} y={TOP - 4} width={Math.max(12, right - left)} height={HEIGHT - BOTTOM - TOP + 4} className={styles.fall} />
            <text x={isNarrow ? x(to) : left + 4} y={TOP - 10} className={styles.fallWords} textAnchor={isNarrow ? "end" : "start"}>
                {words}
            </text>
        </g>
    );
}
