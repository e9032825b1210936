import {useState} from "react";
import type {Sweep} from "../../../../engine/contract/evaluation.ts";
import {fragmentOf} from "../../../app/route.ts";
import {counted, shown} from "../../../widgets/numbers.ts";
import {Failed, Loading} from "../../../widgets/States.tsx";
import {figureWords} from "../chart/figureWords.ts";
import type {SeriesName} from "../chart/series.ts";
import {EvaluationHead} from "../EvaluationHead.tsx";
import {judgeWords} from "../judgeWords.ts";
import type {Apply} from "../types.ts";
import {useEvaluation} from "../useEvaluations.ts";
import {ApplyBar} from "./ApplyBar.tsx";
import {applyState, beginningOf, type Place} from "./applyState.ts";
import {atStrength} from "./atStrength.ts";
import {ExportMenu} from "./ExportMenu.tsx";
import {type Basis, Findings} from "./Findings.tsx";
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
    const [at, setAt] = useState<Place | undefined>(undefined);
    const [hidden, setHidden] = useState<ReadonlySet<SeriesName>>(new Set());
    const {input, answers, verdict, outcome, prompts, report} = sweep;
    const basis = basisOf(sweep);
    const applied = applyState(sweep, at);
    const place = "reason" in applied ? undefined : applied;
    const shownSet = (place ?? at ?? beginningOf(sweep)).set;
    const set = input.sets[shownSet];
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
                        <ExportMenu id={sweep.id} name={name} words={figureWords(sweep.model, input, basis.chart)} />
                    </>
                )}
            </EvaluationHead>
            <Verdict verdict={verdict} outcome={outcome} />
            {set !== undefined && (
                <ApplyBar
                    steering={() => atStrength(set.steering, place?.strength ?? 0)}
                    about={set.steering}
                    name={set.name}
                    words={place === undefined ? "" : `at ${shown(place.strength)}`}
                    isProven={place?.isChosen === true}
                    refused={"reason" in applied ? applied.reason : undefined}
                    note={place?.isChosen === false ? notChosen(sweep, place) : undefined}
                    evidence={() => ({
                        kind: "sweep",
                        text: `At strength ${shown(place?.strength ?? 0)}${place?.isChosen === false ? ", which was not chosen" : ""}. ${verdict.join(" ")}`.slice(
                            0,
                            10_000
                        ),
                        data: {evaluation: sweep.id, behaviour: input.behaviour, judge: input.judge, strength: place?.strength, report}
                    })}
                    onApply={onApply}
                />
            )}
            <Findings
                sweep={sweep}
                setNames={input.sets.map((one) => one.name)}
                axis="strength, in units of R"
                unit="R"
                basis={basis}
                at={at}
                onPick={(next, strength) => setAt({set: next, strength})}
                hidden={hidden}
                onHidden={setHidden}
            />
        </>
    );
}

function notChosen({chosen, done}: Sweep, {set}: Place): string {
    const own = chosen.find((one) => one.set === set);
    if (own === undefined) return done ? "Not chosen: nothing could be scored." : "Not chosen: nothing is, yet.";
    return `Not chosen: the prompts that choose chose ${shown(own.strength)}.`;
}

/** What figures are over which prompts. */
function basisOf({prompts, choosing, reporting, answers}: Sweep): Basis {
    const answered = new Set(answers.map(({prompt}) => prompt)).size;
    return {
        chart:
            answered < prompts.length
                ? `Means over the ${answered} of ${counted(prompts.length, "prompt")} that are answered so far`
                : `Means over all ${counted(prompts.length, "prompt")}, ${choosing.length} of which chose the strength`,
        table: `On the ${counted(reporting.length, "prompt that chose nothing", "prompts that chose nothing")}`
    };
}
