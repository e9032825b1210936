import type {Run} from "../../../engine/contract/runs.ts";
import {actionLabels, type ToldError} from "../../app/errorSentences.ts";
import {Note} from "../../widgets/Note.tsx";
import {doErrorAction} from "../../widgets/Toasts.tsx";
import styles from "./RunTray.module.css";
import {resumeRun} from "./runActions.ts";

/** Why a run stopped, and what to do about it. */
export function RunFailure({told, run}: {readonly told: ToldError; readonly run: Run}) {
    return (
        <div role="alert">
            <Note
                tone="bad"
                action={
                    <button type="button" className={styles.link} onClick={() => doErrorAction(told, () => void resumeRun(run))}>
                        {actionLabels[told.action]}
                    </button>
                }
            >
                {told.sentence}
            </Note>
        </div>
    );
}
