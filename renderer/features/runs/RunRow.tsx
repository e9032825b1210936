import {IconPlayerPause, IconPlayerPlay, IconX} from "@tabler/icons-react";
import {useState} from "react";
import type {Run} from "../../../engine/contract/runs.ts";
import {tellCode} from "../../app/errorSentences.ts";
import {Ask} from "../../widgets/Ask.tsx";
import {IconButton} from "../../widgets/IconButton.tsx";
import {bytes} from "../../widgets/numbers.ts";
import {Progress} from "../../widgets/Progress.tsx";
import {RunFailure} from "./RunFailure.tsx";
import {RunResult} from "./RunResult.tsx";
import styles from "./RunTray.module.css";
import {cancelRun, pauseRun, removeRun, resumeRun} from "./runActions.ts";
import {fetchedBytes, progressFacts, shareOf, stateWords} from "./words.ts";

/** this much done is worth a question before it is thrown away */
const MUCH_BYTES = 100e6;

/** One run: what it does, how far it is, and what can be asked of it. */
export function RunRow({run}: {readonly run: Run}) {
    const [asking, setAsking] = useState(false);
    const {state, progress, error} = run;
    const isMoving = state === "running";
    const hasEnded = state === "done" || state === "cancelled";
    const got = fetchedBytes(run);
    const cancel = () => (got === null || got > MUCH_BYTES ? setAsking(true) : void cancelRun(run));
    return (
        <li className={styles.row} aria-label={run.title}>
            <div className={styles.head}>
                <span className={styles.title}>{run.title}</span>
                {isMoving && (
                    <IconButton label={`Pause ${run.title}`} onClick={() => void pauseRun(run)}>
                        <IconPlayerPause size={15} />
                    </IconButton>
                )}
                {(state === "paused" || state === "failed") && (
                    <IconButton label={`Resume ${run.title}`} onClick={() => void resumeRun(run)}>
                        <IconPlayerPlay size={15} />
                    </IconButton>
                )}
                <IconButton
                    label={hasEnded ? `Remove ${run.title} from the list` : `Cancel ${run.title}`}
                    className={hasEnded ? undefined : styles.cancel}
                    tone={hasEnded ? "plain" : "danger"}
                    onClick={hasEnded ? () => void removeRun(run) : cancel}
                >
                    <IconX size={15} />
                </IconButton>
            </div>
            {!hasEnded && <Progress label={run.title} share={isMoving ? shareOf(progress) : (shareOf(progress) ?? 0)} tone={barTone(state)} />}
            <div className={styles.facts}>
                <span>{stateWords(run)}</span>
                {!hasEnded &&
                    progress !== undefined &&
                    progressFacts(progress, isMoving).map((fact) => <span key={fact.replaceAll(/[\d.,]/g, "")}>{fact}</span>)}
            </div>
            {/* keeps its line, so that nothing jumps when the note comes and goes */}
            {isMoving && <div className={styles.note}>{progress?.note ?? "\u00a0"}</div>}
            {state === "failed" && error !== undefined && <RunFailure told={tellCode(error.code, error.data, error.message)} run={run} />}
            {state === "done" && <RunResult run={run} />}
            <Ask
                opened={asking}
                title={`Cancel ${run.title}?`}
                confirm={got === null ? "Throw it away" : `Throw away ${bytes(got)}`}
                onConfirm={() => void cancelRun(run)}
                onClose={() => setAsking(false)}
            >
                {got === null ? "What was fetched is" : `${bytes(got)} are`} here already. Pausing keeps them, cancelling deletes them.
            </Ask>
        </li>
    );
}

const barTone = (state: Run["state"]) => (state === "running" ? "active" : state === "failed" ? "bad" : "still");
