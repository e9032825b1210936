import {IconAlertTriangle, IconCheck} from "@tabler/icons-react";
import type {PairReport} from "../../../engine/contract/pairs.ts";
import {ago, count, duration} from "../../widgets/numbers.ts";
import {Facts} from "../../widgets/Sheet.tsx";
import {DensityHistogram, L0Histogram} from "./histograms.tsx";
import {Outliers} from "./Outliers.tsx";
import styles from "./Report.module.css";
import {figureRows, findingWords, reportName} from "./words.ts";

interface Props {
    readonly report: PairReport;
    readonly compared: PairReport | undefined;
}

/** One report: what to think of it, its figures beside the card's, and how they are spread. */
export function ReportView({report, compared}: Props) {
    const hasCard = Object.values(report.card).some((value) => value !== undefined);
    return (
        <article className={styles.report} aria-label={`Report: ${reportName(report)}`}>
            <Facts facts={[reportName(report), `${count(report.nOrdinary)} of them ordinary`, ago(report.at), `took ${duration(report.durationMs / 1000)}`]} />
            <ul className={styles.findings} aria-label="Findings">
                {report.findings.map((finding) => (
                    <li key={finding.about} className={styles[finding.level]}>
                        {finding.level === "good" ? (
                            <IconCheck size={15} aria-label="Good" />
                        ) : (
                            <IconAlertTriangle size={15} aria-label={finding.level === "bad" ? "Bad" : "Warning"} />
                        )}
                        <span>{findingWords(finding)}</span>
                    </li>
                ))}
            </ul>
            <div className={styles.columns}>
                <div className={styles.numbers}>
                    <table className={styles.figures}>
                        <caption className="visually-hidden">Figures</caption>
                        <thead>
                            <tr>
                                <th scope="col">Figure</th>
                                <th scope="col">Measured</th>
                                {hasCard && <th scope="col">Card</th>}
                                {compared !== undefined && <th scope="col">{compared.quantization ?? compared.modelName}</th>}
                            </tr>
                        </thead>
                        <tbody>
                            {figureRows.map((row) => (
                                <tr key={row.name}>
                                    <th scope="row" title={row.help}>
                                        {row.name}
                                    </th>
                                    <td className={styles.measured}>{row.of(report)}</td>
                                    {hasCard && <td>{row.card?.(report) ?? "–"}</td>}
                                    {compared !== undefined && <td>{row.of(compared)}</td>}
                                </tr>
                            ))}
                        </tbody>
                    </table>
                    <Outliers report={report} />
                </div>
                <div className={styles.charts}>
                    <L0Histogram report={report} compared={compared} />
                    <DensityHistogram report={report} compared={compared} />
                </div>
            </div>
        </article>
    );
}
