import {IconCheck} from "@tabler/icons-react";
import {type Autosteer, autosteerStageSchema} from "../../../../engine/contract/evaluation.ts";
import styles from "./Autosteer.module.css";
import {stageNames} from "./stageNames.ts";

/** Which stages are behind it, which one is under way. */
export function StageList({autosteer, isRunning}: {readonly autosteer: Autosteer; readonly isRunning: boolean}) {
    const {stage, done} = autosteer;
    const stages = autosteerStageSchema.options;
    const now = stage === undefined ? (done ? stages.length : -1) : stages.indexOf(stage);
    return (
        <ol className={styles.stages} aria-label="Stages">
            {stages.map((name, index) => (
                <li key={name} data-state={index < now ? "done" : index === now ? "now" : "later"} aria-current={index === now ? "step" : undefined}>
                    {index < now ? <IconCheck size={13} aria-label="done" /> : <span className={styles.number}>{index + 1}</span>}
                    {stageNames[name]}
                    {index === now && isRunning && <span className={styles.working} aria-hidden="true" />}
                </li>
            ))}
        </ol>
    );
}
