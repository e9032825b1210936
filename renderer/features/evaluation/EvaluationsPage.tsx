import {IconChartLine, IconWand} from "@tabler/icons-react";
import type {Condition} from "../../../engine/contract/conditions.ts";
import type {EvaluationSummary} from "../../../engine/contract/evaluation.ts";
import {Page} from "../../app/Page.tsx";
import {Button} from "../../widgets/Button.tsx";
import {Empty, Failed, Loading} from "../../widgets/States.tsx";
import {AutosteerView} from "./autosteer/AutosteerView.tsx";
import {CalibrationView} from "./calibration/CalibrationView.tsx";
import {AutoconditionView} from "./condition/AutoconditionView.tsx";
import {openAutosteer, openSweep} from "./dialogs/openDialog.ts";
import styles from "./Evaluation.module.css";
import {EvaluationList} from "./EvaluationList.tsx";
import {SweepView} from "./sweep/SweepView.tsx";
import type {Apply} from "./types.ts";
import {useEvaluations} from "./useEvaluations.ts";

interface Props {
    /** id of the one to show; null: the list of all of them */
    readonly evaluation: string | null;
    /** a person rates its answers */
    readonly rating: boolean;
    readonly onApply: Apply;
    /** begins a rule of the present conversation */
    readonly onRule: (condition: Condition) => void;
    readonly onClose: () => void;
}

/** What was tried of steering, and what came of it. */
export function EvaluationsPage({evaluation, rating, onApply, onRule, onClose}: Props) {
    const list = useEvaluations();
    const shown = list.data?.find(({id}) => id === evaluation);
    return (
        <Page
            title="Evaluations"
            onClose={onClose}
            aside={
                <div className={styles.bar}>
                    <Button onClick={() => openAutosteer()}>
                        <IconWand size={15} aria-hidden="true" /> Find features…
                    </Button>
                    <Button onClick={() => openSweep()}>
                        <IconChartLine size={15} aria-hidden="true" /> Sweep…
                    </Button>
                </div>
            }
        >
            {list.isPending && <Loading what="Opening the evaluations" />}
            {list.isError && <Failed error={list.error} onRetry={() => void list.refetch()} />}
            {list.isSuccess && evaluation === null && <EvaluationList evaluations={list.data} />}
            {list.isSuccess && evaluation !== null && shown === undefined && (
                <Empty title="This evaluation is not here">
                    It was removed, or belongs to another workspace. <a href="#evaluations">All evaluations</a>
                </Empty>
            )}
            {shown !== undefined &&
                (rating ? <CalibrationView key={shown.id} evaluation={shown} /> : <View key={shown.id} summary={shown} onApply={onApply} onRule={onRule} />)}
        </Page>
    );
}

function View({summary, onApply, onRule}: Pick<Props, "onApply" | "onRule"> & {readonly summary: EvaluationSummary}) {
    switch (summary.kind) {
        case "sweep":
            return <SweepView id={summary.id} onApply={onApply} />;
        case "autosteer":
            return <AutosteerView id={summary.id} onApply={onApply} />;
        case "autocondition":
            return <AutoconditionView id={summary.id} onRule={onRule} />;
        default:
            return summary.kind satisfies never;
    }
}
