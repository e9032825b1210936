import {useState} from "react";
import type {Sweep} from "../../../../engine/contract/evaluation.ts";
import {Section} from "../../../widgets/Sheet.tsx";
import {Empty} from "../../../widgets/States.tsx";
import {factsFall} from "../chart/factsFall.ts";
import {Legend} from "../chart/Legend.tsx";
import {referencesOf} from "../chart/references.ts";
import {SweepChart} from "../chart/SweepChart.tsx";
import {type SeriesName, seriesOf, strengthsOf} from "../chart/series.ts";
import {AnswersPane} from "./AnswersPane.tsx";
import {DamagePanel} from "./DamagePanel.tsx";
import {ReportTable} from "./ReportTable.tsx";
import styles from "./Sweep.module.css";

interface Props {
    readonly sweep: Omit<Sweep, "input" | "id" | "kind" | "title" | "model" | "createdAt">;
    readonly setNames: readonly string[];
    /** `strength (R)`, or how many times a set */
    readonly axis: string;
    readonly unit: string;
    /** where the cursor is; undefined: at the chosen strength */
    readonly at: {readonly set: number; readonly strength: number} | undefined;
    readonly onPick: (set: number, strength: number) => void;
    readonly hidden: ReadonlySet<SeriesName>;
    readonly onHidden: (hidden: ReadonlySet<SeriesName>) => void;
}

/** Where a look begins: the set with the best score, at its chosen strength. */
export function beginningOf({chosen, points}: Pick<Sweep, "chosen" | "points">): {readonly set: number; readonly strength: number} {
    const best = chosen.toSorted((a, b) => b.score - a.score)[0];
    if (best !== undefined) return {set: best.set, strength: best.strength};
    const set = points.find((point) => point.set !== undefined)?.set ?? 0;
    return {set, strength: strengthsOf(points, set).at(-1) ?? 0};
}

/** What a sweep came to: the figure, the answers behind it, what it costs, and every arm on the prompts that report. */
export function Findings({sweep, setNames, axis, unit, at, onPick, hidden, onHidden}: Props) {
    const {points, chosen, report, reporting, done} = sweep;
    const [hovered, setHovered] = useState<{readonly set: number; readonly strength: number} | null>(null);
    const kept = at ?? beginningOf(sweep);
    const look = hovered ?? kept;
    const sets = setNames.map((name, set) => ({name, set, series: seriesOf(points, set), strengths: strengthsOf(points, set)}));
    const drawn = sets.filter(({series}) => series.length > 0);
    const names = [...new Set(drawn.flatMap(({series}) => series.map(({name}) => name)))];
    const toggle = (name: SeriesName) => {
        const next = new Set(hidden);
        if (!next.delete(name)) next.add(name);
        onHidden(next);
    };
    if (drawn.length === 0)
        return (
            <Empty title={done ? "Nothing could be rated" : "No prompt is finished yet"}>{!done && "The figure is drawn as soon as the first one is."}</Empty>
        );
    return (
        <>
            <div className={styles.figure}>
                <div className={styles.charts} data-several={drawn.length > 1 || undefined}>
                    <Legend names={names} hidden={hidden} onToggle={toggle} />
                    {drawn.map(({name, set, series, strengths}) => (
                        <SweepChart
                            key={set}
                            title={name}
                            series={series}
                            hidden={hidden}
                            references={referencesOf(points, set)}
                            strengths={strengths}
                            at={look.set === set || strengths.includes(look.strength) ? look.strength : (strengths[0] ?? 0)}
                            chosen={chosen.find((one) => one.set === set)?.strength}
                            fall={hidden.has("factuality") ? null : factsFall(points, set)}
                            axis={axis}
                            onHover={(strength) => setHovered(strength === null ? null : {set, strength})}
                            onPick={(strength) => onPick(set, strength)}
                        />
                    ))}
                    <p className={styles.key}>
                        Bands are quartiles over prompts; ▲ the chosen strength; grey: scores of the arms beside it, short lines those of a random feature as
                        far.
                        {drawn.some(({set}) => factsFall(points, set) !== null) && " Where it is shaded, facts have fallen and what is rated does not see it."}
                    </p>
                </div>
                <AnswersPane sweep={sweep} set={look.set} strength={look.strength} unit={setNames.length > 1 ? `${unit}, ${setNames[look.set]}` : unit} />
            </div>
            <Section title="What it costs" about={setNames.length > 1 ? setNames[look.set] : undefined}>
                <DamagePanel sweep={sweep} set={look.set} strength={look.strength} unit={axis} />
            </Section>
            {report.length > 0 && (
                <Section title="Every arm" about={`On ${reporting.length} prompts that did not choose the strength`}>
                    <ReportTable sweep={sweep} setNames={setNames} />
                </Section>
            )}
        </>
    );
}
