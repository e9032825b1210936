import {Popover} from "@mantine/core";
import {IconAlertTriangle, IconDownload} from "@tabler/icons-react";
import {useId} from "react";
import {IconButton} from "../../widgets/IconButton.tsx";
import {percent} from "../../widgets/numbers.ts";
import {Empty} from "../../widgets/States.tsx";
import {Ring} from "./Ring.tsx";
import {RunRow} from "./RunRow.tsx";
import styles from "./RunTray.module.css";
import {removeRun} from "./runActions.ts";
import {useRuns} from "./runFeed.ts";
import {setTray, useTrayOpen} from "./tray.ts";
import {type Overview, overview, stateWords, trayWords} from "./words.ts";

function summary(name: string, {active, failed, share}: Overview): string {
    if (active > 0)
        return `${name}: ${active} under way${share === null ? "" : `, ${percent(Math.floor(share * 100) / 100)}`}${failed > 0 ? `, ${failed} stopped` : ""}`;
    return failed > 0 ? `${name}: ${failed} stopped` : name;
}

interface Props {
    readonly narrow: boolean;
    /** whether there is room for the percentage beside the ring */
    readonly roomy: boolean;
}

/** All long work: how far it is at a glance, and each run behind it. Nothing is drawn before there was any. */
export function RunTray({narrow, roomy}: Props) {
    const runs = useRuns();
    const opened = useTrayOpen();
    const headingId = useId();
    if (runs === null || (runs.length === 0 && !opened)) return null;
    const all = overview(runs);
    const words = trayWords(runs);
    const ended = runs.filter(({state}) => state === "done" || state === "cancelled");
    return (
        <Popover opened={opened} onChange={setTray} position="bottom-end" width={narrow ? "calc(100vw - 16px)" : 420} trapFocus>
            <Popover.Target>
                <IconButton label={summary(words.short, all)} aria-haspopup="dialog" aria-expanded={opened} onClick={() => setTray(!opened)}>
                    {all.active > 0 ? (
                        <>
                            <Ring share={all.share} bad={false} />
                            {all.share !== null && roomy && <span className={styles.percent}>{Math.floor(all.share * 100)} %</span>}
                        </>
                    ) : all.failed > 0 ? (
                        <IconAlertTriangle size={17} color="var(--danger)" />
                    ) : (
                        <IconDownload size={17} />
                    )}
                </IconButton>
            </Popover.Target>
            <Popover.Dropdown p={0} aria-labelledby={headingId}>
                <header className={styles.header}>
                    <h2 id={headingId} tabIndex={-1} data-autofocus>
                        {words.heading}
                    </h2>
                    {ended.length > 0 && (
                        <button type="button" className={styles.clear} onClick={() => void Promise.all(ended.map(removeRun))}>
                            Clear finished
                        </button>
                    )}
                </header>
                {runs.length === 0 && (
                    <Empty title="Nothing is under way">What you fetch, convert, harvest or have described shows here, and goes on after a quit.</Empty>
                )}
                <ul className={styles.list} aria-label="Runs">
                    {runs.map((run) => (
                        <RunRow key={run.id} run={run} />
                    ))}
                </ul>
                {/* states only: what changes with every tick is not read out */}
                <div className="visually-hidden" role="status" aria-atomic="false">
                    {runs.map((run) => (
                        <p key={run.id}>
                            {run.title}: {stateWords({state: run.state})}
                        </p>
                    ))}
                </div>
            </Popover.Dropdown>
        </Popover>
    );
}
