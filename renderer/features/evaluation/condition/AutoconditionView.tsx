import type {Condition} from "../../../../engine/contract/conditions.ts";
import {shown} from "../../../widgets/numbers.ts";
import {Section} from "../../../widgets/Sheet.tsx";
import {Failed, Loading} from "../../../widgets/States.tsx";
import {EvaluationHead} from "../EvaluationHead.tsx";
import {useEvaluation} from "../useEvaluations.ts";
import {Found} from "./Found.tsx";
import {Questions} from "./Questions.tsx";

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
    const heldOut = data.best?.heldOut;
    return (
        <>
            <EvaluationHead
                evaluation={data}
                run={run}
                facts={
                    data.accuracy === null || heldOut === undefined
                        ? []
                        : [
                              `holds on ${heldOut.hits} of ${heldOut.of} kept-back questions, ${heldOut.falseAlarms} false alarms of ${heldOut.ofOthers}`,
                              `balanced ${shown(data.accuracy * 100, 0)} %`
                          ]
                }
            />
            <Found found={data} use="Begin a rule with it" onUse={onRule} />
            {data.hold.length > 0 && (
                <Section title="Questions" about="The feature and its threshold are chosen on some; how often it holds is counted on others">
                    <Questions {...data} />
                </Section>
            )}
        </>
    );
}
