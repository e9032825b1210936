import {useState} from "react";
import type {Sweep} from "../../../../engine/contract/evaluation.ts";
import {fragmentOf} from "../../../app/route.ts";
import {counted, shown} from "../../../widgets/numbers.ts";
import {Failed, Loading} from "../../../widgets/States.tsx";
import type {SeriesName} from "../chart/series.ts";
import {EvaluationHead} from "../EvaluationHead.tsx";
import {judgeWords} from "../judgeWords.ts";
import type {Apply} from "../types.ts";
import {useEvaluation} from "../useEvaluations.ts";
import {ApplyBar} from "./ApplyBar.tsx";
import {atStrength} from "./atStrength.ts";
import {ExportMenu} from "./ExportMenu.tsx";
import {beginningOf, Findings} from "./Findings.tsx";
import {Verdict} from "./Verdict.tsx";

interface Props {
    readonly id: string;
    readonly onApply: Apply;
}

/** A sweep: what it says, its figure, and what can be done with what was found. */
export function SweepView({id, onApply}: Props) {
    const found = useEvaluation("getSweep", id);
    if (found.isError) return <Failed error={found.error} onRetry={() => void found.refetch()} />;
    if (found.data === undefined) return <Loading what="Opening the sweep" />;
    return <Opened sweep={found.data} run={found.run} onApply={onApply} />;
}

function Opened({sweep, run, onApply}: {readonly sweep: Sweep; readonly run: Parameters<typeof EvaluationHead>[0]["run"]; readonly onApply: Apply}) {
    const [at, setAt] = useState<{readonly set: number; readonly strength: number} | undefined>(undefined);
    const [hidden, setHidden] = useState<ReadonlySet<SeriesName>>(new Set());
    const {input, answers, verdict, prompts, report} = sweep;
    const kept = at ?? beginningOf(sweep);
    const set = input.sets[kept.set];
    const name = input.name || sweep.title;
    return (
        <>
            <EvaluationHead
                evaluation={sweep}
                run={run}
                facts={[...(sweep.title === input.behaviour ? [] : [`“${input.behaviour}”`]), counted(prompts.length, "prompt"), judgeWords(input.judge)]}
            >
                {answers.length > 0 && (
                    <>
                        <a href={fragmentOf({page: "evaluations", evaluation: sweep.id, rating: true})}>Rate by hand</a>
                        <ExportMenu id={sweep.id} name={name} />
                    </>
                )}
            </EvaluationHead>
            <Verdict verdict={verdict} />
            {set !== undefined && answers.length > 0 && kept.strength !== 0 && (
                <ApplyBar
                    steering={() => atStrength(set.steering, kept.strength)}
                    about={set.steering}
                    name={set.name}
                    words={`at ${shown(kept.strength)}`}
                    evidence={() => ({
                        kind: "sweep",
                        text: `At strength ${shown(kept.strength)}. ${verdict.join(" ")}`.slice(0, 10_000),
                        data: {evaluation: sweep.id, behaviour: input.behaviour, judge: input.judge, strength: kept.strength, report}
                    })}
                    onApply={onApply}
                />
            )}
            <Findings
                sweep={sweep}
                setNames={input.sets.map((one) => one.name)}
                axis="strength, in units of R"
                unit="R"
                at={at}
                onPick={(next, strength) => setAt({set: next, strength})}
                hidden={hidden}
                onHidden={setHidden}
            />
        </>
    );
}
