import type {Autosteer, Contender} from "../../../../engine/contract/evaluation.ts";
import type {FeatureId} from "../../../../engine/contract/ids.ts";
import {shown} from "../../../widgets/numbers.ts";
import styles from "./Autosteer.module.css";
import {nameOf} from "./featureNames.ts";
import {LookChart} from "./LookChart.tsx";
import {wayWords} from "./setWords.ts";
import {takenWay} from "./takenWay.ts";
import {WayMark} from "./WayMark.tsx";

interface Props {
    readonly contenders: readonly Contender[];
    readonly sets: Autosteer["sets"];
    readonly names: ReadonlyMap<FeatureId, string>;
}

/** Whole answers under each contender: how strongly and for how long it acts best. */
export function Looks({contenders, sets, names}: Props) {
    const all = contenders.flatMap(({points}) => points);
    // lasting first, then the shortest
    const fading = [...new Set(all.flatMap(({fadesOver}) => fadesOver ?? []))].sort((a, b) => a - b);
    const ways = [...(all.some(({fadesOver}) => fadesOver === undefined) ? [undefined] : []), ...fading];
    const to = Math.max(0.1, ...all.map(({strength}) => strength));
    return (
        <>
            <ul className={styles.ways} aria-label="Ways of acting">
                {ways.map((way, index) => (
                    <li key={way ?? "lasting"} data-way={index}>
                        <svg width={26} height={12} aria-hidden="true">
                            <line x1={0} x2={26} y1={6} y2={6} className={styles.way} />
                            <WayMark way={index} x={13} y={6} />
                        </svg>
                        {way === undefined ? "lasts: acts on every token" : `${wayWords(way)} of the answer`}
                    </li>
                ))}
                <li>
                    <svg width={16} height={16} aria-hidden="true">
                        <circle cx={8} cy={8} r={6.5} className={styles.taken} />
                    </svg>
                    taken into the proof
                </li>
            </ul>
            <ul className={styles.looks} aria-label="Contenders">
                {contenders.map((contender) => {
                    const {edits, points, set: place} = contender;
                    const set = place === undefined ? undefined : sets[place];
                    const taken = set == null ? undefined : takenWay(contender, set);
                    return (
                        <li key={edits.map(({feature}) => feature).join()}>
                            <LookChart
                                title={edits.map(({feature}) => nameOf(names, feature)).join(" + ")}
                                reading={readingOf(place, taken)}
                                points={points}
                                ways={ways}
                                to={to}
                                taken={taken}
                            />
                        </li>
                    );
                })}
            </ul>
        </>
    );
}

function readingOf(place: number | undefined, taken: Contender["points"][number] | undefined): string {
    if (place === undefined) return "not taken";
    return taken === undefined ? `taken as set ${place + 1}` : `taken as set ${place + 1}: ${shown(taken.strength)} R, ${wayWords(taken.fadesOver)}`;
}
