import type {Condition} from "../../../../engine/contract/conditions.ts";
import {shown} from "../../../widgets/numbers.ts";
import {Section} from "../../../widgets/Sheet.tsx";
import {Failed, Loading} from "../../../widgets/States.tsx";
import {EvaluationHead} from "../EvaluationHead.tsx";
import {useEvaluation} from "../useEvaluations.ts";
import styles from "./Condition.module.css";
import {Found} from "./Found.tsx";

interface Props {
    readonly id: string;
    /** begins a rule of the present conversation with it */
    readonly onRule: (condition: Condition) => void;
}

/** A condition that was looked for, with the questions it was found on. */
export function AutoconditionView({id, onRule}: Props) {
    const found = useEvaluation("getAutocondition", id);
    if (found.isError) return <Failed error={found.error} onRetry={() => void found.refetch()} />;
    if (found.data === undefined) return <Loading what="Opening the condition" />;
    const {data, run} = found;
    return (
        <>
            <EvaluationHead
                evaluation={data}
                run={run}
                facts={data.accuracy === null ? [] : [`right for ${shown(data.accuracy * 100, 0)} % of questions kept back`]}
            />
            <Found found={data} use="Begin a rule with it" onUse={onRule} />
            {data.hold.length > 0 && (
                <Section title="Questions" about="It is to hold for those on the left, and for none on the right">
                    <div className={styles.questions}>
                        <ul aria-label="It is to hold for">
                            {data.hold.map((question) => (
                                <li key={question}>{question}</li>
                            ))}
                        </ul>
                        <ul aria-label="It is not to hold for">
                            {data.not.map((question) => (
                                <li key={question}>{question}</li>
                            ))}
                        </ul>
                    </div>
                </Section>
            )}
        </>
    );
}
