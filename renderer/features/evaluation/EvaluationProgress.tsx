import {IconPlayerPause, IconPlayerPlay, IconX} from "@tabler/icons-react";
import type {Run} from "../../../engine/contract/runs.ts";
import {Button} from "../../widgets/Button.tsx";
import {Progress} from "../../widgets/Progress.tsx";
import {Facts} from "../../widgets/Sheet.tsx";
import {cancelRun, pauseRun, progressFacts, resumeRun, shareOf, stateWords} from "../runs/index.ts";
import styles from "./Evaluation.module.css";

/** How far the whole of it is, and what can be asked of it. */
export function EvaluationProgress({run}: {readonly run: Run}) {
    const {state, progress} = run;
    const isRunning = state === "running";
    const hasEnded = state === "done" || state === "cancelled";
    return (
        <div className={styles.progress}>
            <div role="status">
                <Facts facts={[stateWords(run), ...(progress === undefined || hasEnded ? [] : progressFacts(progress, isRunning))]} />
                <Progress
                    label={run.title}
                    share={isRunning && progress === undefined ? null : (shareOf(progress) ?? (isRunning ? null : 0))}
                    tone={isRunning ? "active" : state === "failed" ? "bad" : "still"}
                />
                {/* keeps its line, so that nothing jumps when the note comes and goes */}
                {isRunning && <small>{progress?.note ?? "\u00a0"}</small>}
            </div>
            {isRunning && (
                <Button small onClick={() => void pauseRun(run)}>
                    <IconPlayerPause size={14} aria-hidden="true" /> Pause
                </Button>
            )}
            {(state === "paused" || state === "failed") && (
                <Button small onClick={() => void resumeRun(run)}>
                    <IconPlayerPlay size={14} aria-hidden="true" /> Resume
                </Button>
            )}
            {!hasEnded && (
                <Button small tone="danger" onClick={() => void cancelRun(run)}>
                    <IconX size={14} aria-hidden="true" /> Cancel
                </Button>
            )}
        </div>
    );
}
