import {IconPlayerPause, IconPlayerPlay, IconX} from "@tabler/icons-react";
import {useState} from "react";
import type {Run} from "../../../engine/contract/runs.ts";
import {go} from "../../app/route.ts";
import {Ask} from "../../widgets/Ask.tsx";
import {Button} from "../../widgets/Button.tsx";
import {Progress} from "../../widgets/Progress.tsx";
import {Facts} from "../../widgets/Sheet.tsx";
import {cancelRun, pauseRun, progressFacts, resumeRun, shareOf, stateWords} from "../runs/index.ts";
import styles from "./Evaluation.module.css";
import {refreshEvaluations} from "./useEvaluations.ts";

/** How far the whole of it is, and what can be asked of it. */
export function EvaluationProgress({run}: {readonly run: Run}) {
    const {state, progress} = run;
    const [asking, setAsking] = useState(false);
    const cancel = async () => {
        await cancelRun(run);
        await refreshEvaluations();
        go({page: "evaluations", evaluation: null});
    };
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
                <Button small tone="danger" onClick={() => setAsking(true)}>
                    <IconX size={14} aria-hidden="true" /> Cancel
                </Button>
            )}
            <Ask opened={asking} title={`Cancel ${run.title}?`} confirm="Throw it away" onConfirm={() => void cancel()} onClose={() => setAsking(false)}>
                What it has come to so far goes with it. Pausing keeps it.
            </Ask>
        </div>
    );
}
