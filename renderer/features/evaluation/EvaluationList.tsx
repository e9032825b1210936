import {IconX} from "@tabler/icons-react";
import {useState} from "react";
import type {EvaluationSummary} from "../../../engine/contract/evaluation.ts";
import {fragmentOf} from "../../app/route.ts";
import {Ask} from "../../widgets/Ask.tsx";
import {IconButton} from "../../widgets/IconButton.tsx";
import {ago} from "../../widgets/numbers.ts";
import {Facts, sheet} from "../../widgets/Sheet.tsx";
import {Empty} from "../../widgets/States.tsx";
import {stateWords} from "../runs/index.ts";
import styles from "./Evaluation.module.css";
import {removeEvaluation, useEvaluationRun} from "./useEvaluations.ts";

export const kindWords: Record<EvaluationSummary["kind"], string> = {sweep: "Sweep", autosteer: "Features found", autocondition: "Condition found"};

/** Every evaluation that is kept, the newest first. */
export function EvaluationList({evaluations}: {readonly evaluations: readonly EvaluationSummary[]}) {
    if (evaluations.length === 0)
        return (
            <Empty title="No evaluations yet">
                A sweep answers prompts at several strengths and shows what is gained and what it costs. “Find features” begins from a sentence: “talk like a
                pirate”.
            </Empty>
        );
    return (
        <ul className={sheet.sheet} aria-label="Evaluations">
            {evaluations.map((evaluation) => (
                <Item key={evaluation.id} evaluation={evaluation} />
            ))}
        </ul>
    );
}

function Item({evaluation}: {readonly evaluation: EvaluationSummary}) {
    const {id, kind, title, model, createdAt, done} = evaluation;
    const [asking, setAsking] = useState(false);
    const run = useEvaluationRun(id);
    return (
        <li className={styles.item}>
            <span>
                <a href={fragmentOf({page: "evaluations", evaluation: id})}>{title}</a>
                <Facts facts={[kindWords[kind], model, ago(createdAt), ...(done ? [] : [run === null ? "Not finished" : stateWords(run)])]} />
            </span>
            <IconButton label={`Remove ${title}`} tone="danger" onClick={() => setAsking(true)}>
                <IconX size={15} />
            </IconButton>
            <Ask
                opened={asking}
                title={`Remove ${title}?`}
                confirm="Remove it"
                onConfirm={() => void removeEvaluation(evaluation)}
                onClose={() => setAsking(false)}
            >
                Its answers and ratings go with it. Presets that were saved from it stay.
            </Ask>
        </li>
    );
}
