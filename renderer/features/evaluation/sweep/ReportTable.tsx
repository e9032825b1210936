import type {Spread, Sweep, SweepPoint} from "../../../../engine/contract/evaluation.ts";
import {shown} from "../../../widgets/numbers.ts";
import {armWords} from "../chart/references.ts";
import {type SeriesName, seriesTitles, seriesValue, seriesWords} from "../chart/series.ts";
import styles from "./Sweep.module.css";

interface Props {
    readonly sweep: Pick<Sweep, "report">;
    readonly setNames: readonly string[];
    /** which prompts it is over */
    readonly about: string;
}

const columns: readonly SeriesName[] = ["score", "concept", "instruction", "fluency", "factuality", "knowledge"];
const quartiles = ({low, high}: Pick<Spread, "low" | "high">) => `Quartiles over prompts: ${shown(low, 0)} to ${shown(high, 0)}`;

/** Every arm on the prompts that chose nothing, the steered ones at their chosen strength. */
export function ReportTable({sweep: {report}, setNames, about}: Props) {
    const several = setNames.length > 1;
    const name = ({arm, set}: SweepPoint) => (several && set !== undefined ? `${setNames[set]}: ${armWords[arm]}` : armWords[arm]);
    const used = columns.filter((column) => report.some((point) => seriesValue(point, column) !== null));
    const best = Math.max(...report.map(({score}) => score?.mean ?? Number.NEGATIVE_INFINITY));
    return (
        <div className={styles.scroll}>
            <table className={styles.report}>
                <caption className="visually-hidden">Every arm. {about}</caption>
                <thead>
                    <tr>
                        <th scope="col">arm</th>
                        <th scope="col">strength</th>
                        {used.map((column) => (
                            <th key={column} scope="col" title={seriesTitles[column]}>
                                {seriesWords[column]}
                            </th>
                        ))}
                        <th scope="col" title="Share of 3-grams that were there before; above 20 % is bad">
                            repetition
                        </th>
                        <th scope="col" title="Rise of a token’s negative log-likelihood under the unsteered model, in nats">
                            NLL rise
                        </th>
                    </tr>
                </thead>
                <tbody>
                    {report.map((point) => (
                        <tr key={`${point.arm} ${point.set} ${point.strength}`} data-steered={point.arm === "steered" || undefined}>
                            <th scope="row">{name(point)}</th>
                            <td>{point.set === undefined ? "" : shown(point.strength)}</td>
                            {used.map((column) => {
                                const value = seriesValue(point, column);
                                return (
                                    <td
                                        key={column}
                                        title={value === null || column === "knowledge" ? undefined : quartiles(value)}
                                        data-best={(column === "score" && value?.mean === best) || undefined}
                                    >
                                        {value === null ? "–" : shown(value.mean, 0)}
                                    </td>
                                );
                            })}
                            <td data-bad={point.repetition.mean > 0.2 || undefined}>{shown(point.repetition.mean * 100, 0)} %</td>
                            <td>{shown(point.nllRise.mean)}</td>
                        </tr>
                    ))}
                </tbody>
            </table>
        </div>
    );
}
