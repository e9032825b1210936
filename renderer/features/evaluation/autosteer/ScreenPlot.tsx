import {useElementSize} from "@mantine/hooks";
import {useState} from "react";
import type {ScreenPoint} from "../../../../engine/contract/evaluation.ts";
import type {FeatureId} from "../../../../engine/contract/ids.ts";
import {shown, signed} from "../../../widgets/numbers.ts";
import {apart, nearest, scale, ticksOf} from "../chart/scales.ts";
import styles from "./Autosteer.module.css";
import {FeatureLink} from "./FeatureLink.tsx";
import {nameOf} from "./featureNames.ts";

interface Props {
    readonly points: readonly ScreenPoint[];
    readonly labels: ReadonlyMap<FeatureId, string | undefined>;
    /** for where there is no room for the number */
    readonly names: ReadonlyMap<FeatureId, string>;
    readonly dictionary: string;
    /** until then nothing is left out for good */
    readonly isOver: boolean;
}

const HEIGHT = 300;
const LEFT = 44;
const RIGHT = 14;
const TOP = 12;
const BOTTOM = 40;
/** as the screen has it: damage from here on leaves a candidate out */
const TOO_MUCH = 0.2;
/** that are named beside their points */
const NAMED = 4;
const MAX_LETTERS = 24;

/** What each candidate gains against what it damages; the pointer or the arrow keys name one. */
export function ScreenPlot({points, labels, names, dictionary, isOver}: Props) {
    const {ref, width: measured} = useElementSize();
    const [at, setAt] = useState<number | null>(null);
    const width = Math.max(280, measured || 640);
    const sorted = points.toSorted((a, b) => b.gain - a.gain);
    const damages = points.map(({damage}) => damage);
    const gains = points.map(({gain}) => gain);
    const xEnds = [Math.min(0, ...damages), Math.max(TOO_MUCH * 1.3, ...damages)] as const;
    const yEnds = [Math.min(0, ...gains), Math.max(0.1, ...gains) * 1.06] as const;
    const x = scale(xEnds, [LEFT, width - RIGHT]);
    const y = scale(yEnds, [HEIGHT - BOTTOM, TOP]);
    const named = sorted.filter(({kept}) => kept).slice(0, NAMED);
    const places = apart(
        named.map(({gain}) => y(gain)),
        13,
        HEIGHT - BOTTOM
    );
    const point = at === null ? undefined : sorted[at];
    const words = (one: ScreenPoint) =>
        `${nameOf(names, one.feature)} at ${signed(one.strength)} R: gain ${shown(one.gain)}, damage ${shown(one.damage)}${one.random ? ", a control" : one.kept ? ", kept" : ""}`;
    const under = (event: React.PointerEvent) => {
        const box = event.currentTarget.getBoundingClientRect();
        const [px, py] = [((event.clientX - box.left) / box.width) * width, event.clientY - box.top];
        const far = sorted.map((one) => Math.hypot(x(one.damage) - px, y(one.gain) - py));
        setAt(far.length === 0 ? null : nearest(far, 0));
    };
    const onKey = (event: React.KeyboardEvent) => {
        const step = event.key === "ArrowDown" || event.key === "ArrowRight" ? 1 : event.key === "ArrowUp" || event.key === "ArrowLeft" ? -1 : 0;
        if (step === 0) return;
        event.preventDefault();
        setAt((now) => Math.max(0, Math.min(sorted.length - 1, now === null ? 0 : now + step)));
    };
    return (
        <figure className={styles.screen} ref={ref}>
            <div
                role="slider"
                tabIndex={0}
                aria-label="Candidates, the one that gains most first"
                aria-valuemin={1}
                aria-valuemax={sorted.length}
                aria-valuenow={(at ?? 0) + 1}
                aria-valuetext={point === undefined ? `${sorted.length} points; arrow keys name them` : words(point)}
                onPointerMove={under}
                onFocus={() => at === null && setAt(0)}
                onKeyDown={onKey}
            >
                <svg viewBox={`0 0 ${width} ${HEIGHT}`} width="100%" height={HEIGHT} aria-hidden="true">
                    <rect x={x(TOO_MUCH)} y={TOP} width={Math.max(0, width - RIGHT - x(TOO_MUCH))} height={HEIGHT - BOTTOM - TOP} className={styles.tooMuch} />
                    <text x={width - RIGHT - 4} y={HEIGHT - BOTTOM - 6} className={styles.tooMuchWords} textAnchor="end">
                        too much damage
                    </text>
                    {ticksOf(yEnds[0], yEnds[1], 4).map((tick) => (
                        <g key={tick}>
                            <line x1={LEFT} x2={width - RIGHT} y1={y(tick)} y2={y(tick)} className={styles.grid} />
                            <text x={LEFT - 7} y={y(tick) + 3.5} className={styles.tick} textAnchor="end">
                                {shown(tick)}
                            </text>
                        </g>
                    ))}
                    {ticksOf(xEnds[0], xEnds[1], 5).map((tick) => (
                        <text key={tick} x={x(tick)} y={HEIGHT - BOTTOM + 15} className={styles.tick} textAnchor="middle">
                            {shown(tick)}
                        </text>
                    ))}
                    <text x={(LEFT + width - RIGHT) / 2} y={HEIGHT - 7} className={styles.tick} textAnchor="middle">
                        damage: rise of NLL on neutral answers, nats a token
                    </text>
                    <text transform={`translate(11 ${(TOP + HEIGHT - BOTTOM) / 2}) rotate(-90)`} className={styles.tick} textAnchor="middle">
                        gain, nats a token
                    </text>
                    {sorted.map((one, index) => (
                        <circle
                            key={`${one.feature} ${one.strength} ${one.random}`}
                            cx={x(one.damage)}
                            cy={y(one.gain)}
                            r={index === at ? 6.5 : one.kept ? 5 : 3.6}
                            className={one.random ? styles.control : one.kept ? styles.kept : styles.left}
                            data-at={index === at || undefined}
                        />
                    ))}
                    {named.map((one, index) => {
                        const px = x(one.damage);
                        const isRight = px > width * 0.6;
                        const name = shortened(nameOf(names, one.feature));
                        return (
                            <text
                                key={`${one.feature} ${one.strength}`}
                                x={px + (isRight ? -9 : 9)}
                                y={places[index]! + 4}
                                className={styles.pointName}
                                textAnchor={isRight ? "end" : "start"}
                            >
                                {name} {signed(one.strength)}
                            </text>
                        );
                    })}
                </svg>
            </div>
            <figcaption>
                {point === undefined ? (
                    <span>
                        ● kept{isOver ? "" : " so far"} · ○ left out · <i>grey</i>: features drawn at random
                    </span>
                ) : (
                    <span>
                        <FeatureLink feature={point.feature} label={labels.get(point.feature)} dictionary={dictionary} /> at {signed(point.strength)} R: gain{" "}
                        {shown(point.gain)}, damage {shown(point.damage)}
                        {point.random ? ", a control" : point.kept ? ", kept" : ", left out"}
                    </span>
                )}
            </figcaption>
        </figure>
    );
}

/** As many letters as there is room for; a number at the end stays. */
function shortened(name: string): string {
    if (name.length <= MAX_LETTERS) return name;
    const end = / \(\d+\)$/.exec(name)?.[0] ?? "";
    return `${name.slice(0, MAX_LETTERS - 1 - end.length)}…${end}`;
}
