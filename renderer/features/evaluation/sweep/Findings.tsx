import {type ReactNode, useState} from "react";
import type {Sweep} from "../../../../engine/contract/evaluation.ts";
import {Section} from "../../../widgets/Sheet.tsx";
import {Empty} from "../../../widgets/States.tsx";
import {factsFall} from "../chart/factsFall.ts";
import {KEY} from "../chart/figureWords.ts";
import {Legend} from "../chart/Legend.tsx";
import {referencesOf} from "../chart/references.ts";
import {SweepChart} from "../chart/SweepChart.tsx";
import {type SeriesName, seriesOf, strengthsOf} from "../chart/series.ts";
import {AnswersPane} from "./AnswersPane.tsx";
import {beginningOf} from "./applyState.ts";
import {DamagePanel} from "./DamagePanel.tsx";
import {Gap} from "./Gap.tsx";
import {ReportTable} from "./ReportTable.tsx";
import styles from "./Sweep.module.css";

/** Which prompts figures are over: in words that begin a sentence. */
export interface Basis {
    readonly chart: string;
    readonly table: string;
    /** of an answer that there is not, why */
    readonly unanswered?: (prompt: number) => string;
}

interface Props {
    readonly sweep: Omit<Sweep, "input" | "id" | "kind" | "title" | "model" | "createdAt">;
    readonly setNames: readonly string[];
    /** for where there is little room */
    readonly shortNames?: readonly string[];
    /** `strength (R)`, or how many times a set */
    readonly axis: string;
    readonly unit: string;
    readonly basis: Basis;
    /** what there is to say before the figure */
    readonly children?: ReactNode;
    /** where the cursor is; undefined: at the chosen strength */
    readonly at: {readonly set: number; readonly strength: number} | undefined;
    readonly onPick: (set: number, strength: number) => void;
    readonly hidden: ReadonlySet<SeriesName>;
    readonly onHidden: (hidden: ReadonlySet<SeriesName>) => void;
}

/** What a sweep came to: the figure, the answers behind it, what it costs, and every arm on the prompts that report. */
export function Findings({sweep, setNames, shortNames = setNames, axis, unit, basis, children, at, onPick, hidden, onHidden}: Props) {
    const {points, chosen, report, done} = sweep;
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
            <>
                {children}
                <Empty title={done ? "Nothing could be rated" : "No prompt is finished yet"}>
                    {!done && "The figure is drawn as soon as the first one is."}
                </Empty>
            </>
        );
    return (
        <>
            {children}
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
                        {basis.chart}. {KEY}
                        {drawn.some(({set}) => factsFall(points, set) !== null) && " Where it is shaded, facts have fallen and what is rated does not see it."}
                    </p>
                </div>
                <AnswersPane
                    sweep={sweep}
                    set={look.set}
                    strength={look.strength}
                    unit={unit}
                    setName={setNames.length > 1 ? setNames[look.set] : undefined}
                    unanswered={basis.unanswered}
                />
            </div>
            <Section title="What it costs" about={setNames.length > 1 ? setNames[look.set] : undefined}>
                <DamagePanel sweep={sweep} set={look.set} strength={look.strength} unit={axis} />
            </Section>
            {report.length > 0 && (
                <Section title="Every arm" about={basis.table}>
                    <Gap sweep={sweep} setNames={shortNames} unit={unit} />
                    <ReportTable sweep={sweep} setNames={shortNames} about={basis.table} />
                </Section>
            )}
        </>
    );
}
