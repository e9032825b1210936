import type {EvaluationEstimate} from "../../../../engine/contract/evaluation.ts";
import {count, counted, duration} from "../../../widgets/numbers.ts";
import {Failed} from "../../../widgets/States.tsx";
import styles from "../Evaluation.module.css";

interface Props {
    /** what is still to be said; null: nothing */
    readonly missing: string | null;
    readonly estimate: EvaluationEstimate | undefined;
    readonly error: unknown;
    readonly onRetry: () => void;
}

/** What a sweep takes, before it is begun. */
export function Estimate({missing, estimate, error, onRetry}: Props) {
    return (
        <div className={styles.estimate} role="status">
            {missing !== null ? (
                missing
            ) : error !== null ? (
                <Failed error={error} onRetry={onRetry} />
            ) : estimate === undefined ? (
                "Estimating"
            ) : (
                <>
                    <strong>{counted(estimate.answers, "answer")}</strong>, {counted(estimate.ratings, "rating")}: about {count(estimate.promptTokens)} tokens
                    to read and {count(estimate.answerTokens)} to write
                    {estimate.seconds !== undefined && (
                        <>
                            , <strong>{duration(estimate.seconds)}</strong> on this machine
                        </>
                    )}
                    .
                </>
            )}
        </div>
    );
}
