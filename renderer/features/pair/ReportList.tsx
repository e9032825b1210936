import {IconDownload, IconTrash} from "@tabler/icons-react";
import type {PairReport} from "../../../engine/contract/pairs.ts";
import {engine, queries, queryClient} from "../../app/engine.ts";
import {classes} from "../../widgets/classes.ts";
import {IconButton} from "../../widgets/IconButton.tsx";
import {ago, shown} from "../../widgets/numbers.ts";
import {saveFile} from "../../widgets/saveFile.ts";
import {showError} from "../../widgets/Toasts.tsx";
import styles from "./Report.module.css";
import {reportName} from "./words.ts";

interface Props {
    readonly reports: readonly PairReport[];
    readonly shownId: string;
    readonly comparedId: string | null;
    readonly onShow: (id: string) => void;
    readonly onCompare: (id: string | null) => void;
}

const exportReport = (report: PairReport) =>
    saveFile(
        new Blob([JSON.stringify(report, null, 2)], {type: "application/json"}),
        `${report.dictionaryName} ${new Date(report.at).toISOString().slice(0, 10)}.json`
    );

async function removeReport(id: string) {
    try {
        await engine.pairs.removeReport({id});
    } catch (error) {
        showError(error);
    }
    await queryClient.invalidateQueries({queryKey: queries.pairs.reports.key()});
}

/** Every report that is kept: show one, lay another beside it, take one out. */
export function ReportList({reports, shownId, comparedId, onShow, onCompare}: Props) {
    return (
        <ul className={styles.list} aria-label="Reports">
            {reports.map((report) => {
                const isShown = report.id === shownId;
                const isCompared = report.id === comparedId;
                return (
                    <li key={report.id} className={classes(styles.kept, isShown && styles.current)}>
                        <button type="button" className={styles.open} aria-current={isShown || undefined} onClick={() => onShow(report.id)}>
                            <span>{reportName(report)}</span>
                            <small>
                                L0 {shown(report.figures.l0, 1)}, FVU {shown(report.figures.fvu, 3)}, {ago(report.at)}
                            </small>
                        </button>
                        {!isShown && (
                            <IconButton
                                label={`Compare with ${reportName(report)}`}
                                pressed={isCompared}
                                text="Compare"
                                onClick={() => onCompare(isCompared ? null : report.id)}
                            >
                                {null}
                            </IconButton>
                        )}
                        <IconButton label={`Export ${reportName(report)} as JSON`} onClick={() => exportReport(report)}>
                            <IconDownload size={15} />
                        </IconButton>
                        <IconButton label={`Remove ${reportName(report)}`} tone="danger" onClick={() => void removeReport(report.id)}>
                            <IconTrash size={15} />
                        </IconButton>
                    </li>
                );
            })}
        </ul>
    );
}
