import {useState} from "react";
import type {Autosteer} from "../../../../engine/contract/evaluation.ts";
import {counted, shown} from "../../../widgets/numbers.ts";
import {Section} from "../../../widgets/Sheet.tsx";
import {Failed, Loading} from "../../../widgets/States.tsx";
import {figureWords} from "../chart/figureWords.ts";
import type {SeriesName} from "../chart/series.ts";
import {EvaluationHead} from "../EvaluationHead.tsx";
import {judgeWords} from "../judgeWords.ts";
import {ApplyBar} from "../sweep/ApplyBar.tsx";
import {bestChosen, type Place} from "../sweep/applyState.ts";
import {ExportMenu} from "../sweep/ExportMenu.tsx";
import {type Basis, Findings} from "../sweep/Findings.tsx";
import {Verdict} from "../sweep/Verdict.tsx";
import type {Apply} from "../types.ts";
import {useEvaluation} from "../useEvaluations.ts";
import {CandidateTable} from "./CandidateTable.tsx";
import {Cost} from "./Cost.tsx";
import {FoundSet} from "./FoundSet.tsx";
import {featureNames} from "./featureNames.ts";
import {LineSearches} from "./LineSearches.tsx";
import {Looks} from "./Looks.tsx";
import {ScreenPlot} from "./ScreenPlot.tsx";
import {SetList} from "./SetList.tsx";
import {StageList} from "./StageList.tsx";
import {setTitle} from "./setWords.ts";
import {Texts} from "./Texts.tsx";

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
    const [at, setAt] = useState<Place | undefined>(undefined);
    const [hidden, setHidden] = useState<ReadonlySet<SeriesName>>(new Set());
    const {input, stage, data, candidates, dropped, screen, searches, found, contenders, sets, proof, steering, unproven, verdict, done} = autosteer;
    const name = input.specification === "" ? "From examples" : input.specification;
    // what was not proven can be tried by who wants to
    const offered = steering ?? unproven;
    const labels = new Map(candidates.map(({feature, label}) => [feature, label]));
    const names = featureNames([...candidates, ...contenders.flatMap(({edits}) => edits), ...sets.flatMap((set) => set?.edits ?? [])]);
    const best = proof && bestChosen(proof);
    const basis = proof && basisOf(proof, best);
    return (
        <>
            <EvaluationHead evaluation={autosteer} run={run} facts={[input.mode === "fast" ? "fast" : "full", judgeWords(input.judge)]}>
                {proof !== undefined && basis !== undefined && (
                    <ExportMenu name={name} words={figureWords(autosteer.model, {behaviour: name, judge: input.judge, seeds: [input.seed]}, basis.chart)} />
                )}
            </EvaluationHead>
            <StageList autosteer={autosteer} isRunning={run?.state === "running"} />
            <Verdict verdict={verdict} outcome={proof?.outcome} unproven={done && steering === undefined} />
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
                <Section title="The set" about={best === undefined ? undefined : `Set ${best.set + 1}, as strong as its proof chose`}>
                    <FoundSet set={found} times={best?.strength ?? 1} dictionary={input.dictionary} />
                </Section>
            )}
            {proof !== undefined && basis !== undefined && (
                <Section
                    title="Proof"
                    about="Every set at several times its strength on prompts that choose; then the chosen one, beside what else one could do, on prompts that no stage saw before"
                >
                    <Findings
                        sweep={{...proof, done}}
                        setNames={sets.map((set, place) => setTitle(set, place, names))}
                        shortNames={sets.map((_, place) => `Set ${place + 1}`)}
                        axis="times the set’s own strength"
                        unit="times its strength"
                        basis={basis}
                        at={at}
                        onPick={(set, strength) => setAt({set, strength})}
                        hidden={hidden}
                        onHidden={setHidden}
                    >
                        <SetList sets={sets} proof={proof} dictionary={input.dictionary} />
                    </Findings>
                </Section>
            )}
            {contenders.length > 0 && (
                <Section
                    title="How strongly, and for how long"
                    about="Whole answers under each contender, on a few of the prompts that choose; 0 to 100: harmonic mean of behaviour and fluency, by likelihood"
                >
                    <Looks contenders={contenders} sets={sets} names={names} />
                </Section>
            )}
            {searches.length > 0 && (
                <Section title="Line searches" about="Gain less what is damaged and how far the step goes, on pairs that were kept back; higher is better">
                    <LineSearches searches={searches} names={names} />
                </Section>
            )}
            {screen.length > 0 && (
                <Section title="Screen" about="Each candidate on its own, against features drawn at random">
                    <ScreenPlot points={screen} labels={labels} names={names} dictionary={input.dictionary} isOver={stage !== "screen"} />
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

type Proof = NonNullable<Autosteer["proof"]>;

/** What figures are over which prompts. */
function basisOf({choosing, reporting}: Proof, best: Place | undefined): Basis {
    const chose = counted(choosing.length, "prompt that chose", "prompts that chose");
    return {
        chart: `Means over the ${chose}`,
        table: `On ${counted(reporting.length, "prompt", "prompts")} that no stage saw before`,
        unanswered: (prompt) =>
            !reporting.includes(prompt)
                ? "This prompt is not answered here yet."
                : best === undefined
                  ? "This prompt reports: it is answered once a set is chosen."
                  : `This prompt reports: only Set ${best.set + 1} answers it, at ${shown(best.strength)} times its strength.`
    };
}
