import {useState} from "react";
import type {Autosteer} from "../../../../engine/contract/evaluation.ts";
import {Section} from "../../../widgets/Sheet.tsx";
import {Failed, Loading} from "../../../widgets/States.tsx";
import type {SeriesName} from "../chart/series.ts";
import {EvaluationHead} from "../EvaluationHead.tsx";
import {judgeWords} from "../judgeWords.ts";
import {ApplyBar} from "../sweep/ApplyBar.tsx";
import {Findings} from "../sweep/Findings.tsx";
import {Verdict} from "../sweep/Verdict.tsx";
import type {Apply} from "../types.ts";
import {useEvaluation} from "../useEvaluations.ts";
import {CandidateTable} from "./CandidateTable.tsx";
import {Cost} from "./Cost.tsx";
import {FoundSet} from "./FoundSet.tsx";
import {LineSearches} from "./LineSearches.tsx";
import {ScreenPlot} from "./ScreenPlot.tsx";
import {StageList} from "./StageList.tsx";
import {Texts} from "./Texts.tsx";
import {unprovenSteering} from "./unprovenSteering.ts";

interface Props {
    readonly id: string;
    readonly onApply: Apply;
}

/** Features for a behaviour: each stage while it works, and what came of it. */
export function AutosteerView({id, onApply}: Props) {
    const found = useEvaluation("getAutosteer", id);
    if (found.isError) return <Failed error={found.error} onRetry={() => void found.refetch()} />;
    if (found.data === undefined) return <Loading what="Opening what was found" />;
    return <Opened autosteer={found.data} run={found.run} onApply={onApply} />;
}

function Opened({
    autosteer,
    run,
    onApply
}: {
    readonly autosteer: Autosteer;
    readonly run: Parameters<typeof EvaluationHead>[0]["run"];
    readonly onApply: Apply;
}) {
    const [at, setAt] = useState<{readonly set: number; readonly strength: number} | undefined>(undefined);
    const [hidden, setHidden] = useState<ReadonlySet<SeriesName>>(new Set());
    const {input, stage, data, candidates, dropped, screen, searches, found, proof, steering, verdict, done} = autosteer;
    const name = input.specification === "" ? "From examples" : input.specification;
    // what was not proven can be tried by who wants to
    const offered = steering ?? (done ? unprovenSteering(autosteer) : undefined);
    const labels = new Map(candidates.map(({feature, label}) => [feature, label]));
    const nSets = proof === undefined ? 0 : 1 + Math.max(-1, ...proof.points.map(({set}) => set ?? -1));
    return (
        <>
            <EvaluationHead evaluation={autosteer} run={run} facts={[input.mode === "fast" ? "fast" : "full", judgeWords(input.judge)]} />
            <StageList autosteer={autosteer} isRunning={run?.state === "running"} />
            <Verdict verdict={verdict} unproven={done && steering === undefined} />
            {offered !== undefined && (
                <ApplyBar
                    steering={() => Promise.resolve(offered)}
                    about={offered}
                    name={name}
                    words={steering === undefined ? "all the same" : ""}
                    isProven={steering !== undefined}
                    evidence={() => ({
                        kind: "autosteer",
                        text: verdict.join(" ").slice(0, 10_000),
                        data: {evaluation: autosteer.id, specification: input.specification, judge: input.judge, mode: input.mode, report: proof?.report}
                    })}
                    onApply={onApply}
                />
            )}
            {found !== undefined && (
                <Section title="The set" about={steering === undefined ? undefined : "With the strengths that its proof begins from"}>
                    <FoundSet edits={found.edits} dictionary={input.dictionary} />
                </Section>
            )}
            {proof !== undefined && (
                <Section title="Proof" about="Answers on prompts that no stage before has seen, beside what else one could do">
                    <Findings
                        sweep={{...proof, done}}
                        setNames={Array.from({length: nSets}, (_, i) => `Set ${i + 1}`)}
                        axis="times the set’s own strength"
                        unit="times"
                        at={at}
                        onPick={(set, strength) => setAt({set, strength})}
                        hidden={hidden}
                        onHidden={setHidden}
                    />
                </Section>
            )}
            {searches.length > 0 && (
                <Section title="Line searches" about="Gain less what is damaged and how far the step goes, on pairs that were kept back; higher is better">
                    <LineSearches searches={searches} labels={labels} />
                </Section>
            )}
            {screen.length > 0 && (
                <Section title="Screen" about="Each candidate on its own, against features drawn at random">
                    <ScreenPlot points={screen} labels={labels} dictionary={input.dictionary} isOver={stage !== "screen"} />
                </Section>
            )}
            {candidates.length > 0 && (
                <Section title="Candidates" about="What fires more in wanted answers than in unwanted ones; ranks by contrast, label and logit lens are fused">
                    <CandidateTable candidates={candidates} dropped={dropped} dictionary={input.dictionary} />
                </Section>
            )}
            {data !== undefined && (
                <Section title="Texts" about="Wanted beside unwanted">
                    <Texts data={data} />
                </Section>
            )}
            {autosteer.cost.length > 0 && (
                <Section title="What it took">
                    <Cost cost={autosteer.cost} budget={autosteer.budgetTokens} />
                </Section>
            )}
        </>
    );
}
