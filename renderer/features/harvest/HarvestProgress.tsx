import type {Run} from "../../../engine/contract/runs.ts";
import {Button} from "../../widgets/Button.tsx";
import {Progress} from "../../widgets/Progress.tsx";
import {Facts} from "../../widgets/Sheet.tsx";
import {openTray, progressFacts, shareOf, stateWords} from "../runs/index.ts";
import styles from "./Harvest.module.css";

/** How far a harvest is; what can be done with it is in the tray. */
export function HarvestProgress({run}: {readonly run: Run}) {
    const {state, progress} = run;
    return (
        <div className={styles.progress} role="status">
            <div>
                <Facts facts={[stateWords(run), ...(progress === undefined ? [] : progressFacts(progress, state === "running"))]} />
                <Progress
                    label={run.title}
                    share={state === "running" && progress === undefined ? null : shareOf(progress)}
                    tone={state === "running" ? "active" : "still"}
                />
            </div>
            <Button small onClick={openTray}>
                Show
            </Button>
        </div>
    );
}
