import type {ReactNode} from "react";
import type {EvaluationSummary} from "../../../engine/contract/evaluation.ts";
import type {Run} from "../../../engine/contract/runs.ts";
import {tellCode} from "../../app/errorSentences.ts";
import {fragmentOf} from "../../app/route.ts";
import {Note} from "../../widgets/Note.tsx";
import {ago} from "../../widgets/numbers.ts";
import {Facts} from "../../widgets/Sheet.tsx";
import styles from "./Evaluation.module.css";
import {kindWords} from "./EvaluationList.tsx";
import {EvaluationProgress} from "./EvaluationProgress.tsx";

interface Props {
    readonly evaluation: EvaluationSummary;
    readonly facts: readonly string[];
    readonly run: Run | null;
    /** what can be done with it */
    readonly children?: ReactNode;
}

/** Which evaluation this is, and how far it has come. */
export function EvaluationHead({evaluation, facts, run, children}: Props) {
    const {title, kind, model, createdAt, done} = evaluation;
    const failure = run?.state === "failed" ? run.error : undefined;
    return (
        <header className={styles.head}>
            <div className={styles.headLine}>
                <span>
                    <h2>{title}</h2>
                    <Facts facts={[kindWords[kind], model, ...facts, ago(createdAt)]} />
                </span>
                {children}
                <a href={fragmentOf({page: "evaluations", evaluation: null})}>All evaluations</a>
            </div>
            {run !== null && run.state !== "done" && <EvaluationProgress run={run} />}
            {failure !== undefined && <Note tone="bad">{tellCode(failure.code, failure.data, failure.message).sentence}</Note>}
            {run === null && !done && <Note tone="warning">It did not finish, and its run has been removed. This is as far as it came.</Note>}
        </header>
    );
}
