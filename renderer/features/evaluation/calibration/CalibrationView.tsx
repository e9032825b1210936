import {useQuery} from "@tanstack/react-query";
import {useState} from "react";
import {type Agreement, type EvaluationSummary, type Metric, metricSchema} from "../../../../engine/contract/evaluation.ts";
import {engine, queries, queryClient} from "../../../app/engine.ts";
import {fragmentOf} from "../../../app/route.ts";
import {Button} from "../../../widgets/Button.tsx";
import {shown} from "../../../widgets/numbers.ts";
import {Section, sheet} from "../../../widgets/Sheet.tsx";
import {Empty, Failed, Loading} from "../../../widgets/States.tsx";
import {showError} from "../../../widgets/Toasts.tsx";
import {seriesTitles, seriesWords} from "../chart/series.ts";
import {EvaluationHead} from "../EvaluationHead.tsx";
import {agreementWords} from "./agreementWords.ts";
import styles from "./Calibration.module.css";
import {meanings} from "./meanings.ts";

const focusOnce = (card: HTMLElement | null) => card?.focus({preventScroll: true});

type Hand = ReadonlyMap<number, Partial<Record<Metric, number>>>;

/** A person rates ten answers without seeing what the judge said; then how well they agree. */
export function CalibrationView({evaluation}: {readonly evaluation: EvaluationSummary}) {
    const {id} = evaluation;
    const answers = useQuery(queries.evaluation.toRate.queryOptions({input: {id}}));
    const sweep = useQuery(queries.evaluation.getSweep.queryOptions({input: {id}}));
    const agreement = useQuery(queries.evaluation.agreement.queryOptions({input: {id}}));
    const [given, setGiven] = useState<Hand>(new Map());
    const [place, setPlace] = useState(0);
    const [revealed, setRevealed] = useState(false);
    if (answers.isError) return <Failed error={answers.error} onRetry={() => void answers.refetch()} />;
    if (answers.data === undefined || sweep.data === undefined) return <Loading what="Choosing answers" />;
    const list = answers.data;
    const current = list[Math.min(place, list.length - 1)];
    if (current === undefined) return <Empty title="There is nothing to rate yet">A few answers have to be written and judged first.</Empty>;
    const stored = new Map(sweep.data.answers.map((answer) => [answer.id, answer.byHand ?? {}]));
    const handOf = (answer: number) => ({...stored.get(answer), ...given.get(answer)});
    const judged = metricSchema.options.filter((metric) => sweep.data.answers.some(({ratings}) => ratings.some((rating) => rating.metric === metric)));
    const isRated = (answer: number) => judged.every((metric) => handOf(answer)[metric] !== undefined);
    const nRated = list.filter(({answer}) => isRated(answer)).length;
    const rate = async (metric: Metric, value: number) => {
        const hand = {...handOf(current.answer), [metric]: value};
        setGiven((old) => new Map([...old, [current.answer, hand]]));
        try {
            await engine.evaluation.rate({id, answer: current.answer, metric, value});
            void queryClient.invalidateQueries({queryKey: queries.evaluation.agreement.key()});
        } catch (error) {
            showError(error);
        }
    };
    const onKey = (event: React.KeyboardEvent) => {
        const value = ["0", "1", "2"].indexOf(event.key);
        const next = judged.find((metric) => handOf(current.answer)[metric] === undefined);
        if (value >= 0 && next !== undefined) void rate(next, value);
        else if (event.key === "ArrowRight" || (event.key === "Enter" && event.target === event.currentTarget)) setPlace(Math.min(list.length - 1, place + 1));
        else if (event.key === "ArrowLeft") setPlace(Math.max(0, place - 1));
        else return;
        event.preventDefault();
    };
    const next = judged.find((metric) => handOf(current.answer)[metric] === undefined);
    return (
        <>
            <EvaluationHead evaluation={evaluation} run={null} facts={["rating by hand"]}>
                <a href={fragmentOf({page: "evaluations", evaluation: id})}>Back to the sweep</a>
            </EvaluationHead>
            <p className={styles.about}>
                Rate {list.length} answers as you see them: the judge’s ratings stay hidden. “{sweep.data.input.behaviour}” is what the steering is to bring
                about. Keys 0, 1 and 2 rate one line after the other, ← and → change the answer.
            </p>
            <section
                className={styles.card}
                aria-label={`Answer ${place + 1} of ${list.length}`}
                // biome-ignore lint/a11y/noNoninteractiveTabindex: hears the keys that rate, which are told above and so work at once
                tabIndex={0}
                ref={focusOnce}
                onKeyDown={onKey}
            >
                <p className={styles.question}>{current.question}</p>
                <p className={styles.text}>{current.text === "" ? "(an empty answer)" : current.text}</p>
                <div className={styles.metrics}>
                    {judged.map((metric) => (
                        <fieldset key={metric} data-next={metric === next || undefined}>
                            <legend title={seriesTitles[metric]}>{seriesWords[metric]}</legend>
                            {[0, 1, 2].map((value) => (
                                <button
                                    key={value}
                                    type="button"
                                    aria-pressed={handOf(current.answer)[metric] === value}
                                    aria-label={`${seriesWords[metric]}: ${value}, ${meanings[metric][value]}`}
                                    onClick={() => void rate(metric, value)}
                                >
                                    <b>{value}</b> {meanings[metric][value]}
                                </button>
                            ))}
                        </fieldset>
                    ))}
                </div>
                <footer>
                    <ol className={styles.dots} aria-label="Answers to rate">
                        {list.map(({answer}, index) => (
                            <li key={answer}>
                                <button
                                    type="button"
                                    aria-label={`Answer ${index + 1}${isRated(answer) ? ", rated" : ""}`}
                                    aria-current={index === place || undefined}
                                    data-rated={isRated(answer) || undefined}
                                    onClick={() => setPlace(index)}
                                />
                            </li>
                        ))}
                    </ol>
                    <span role="status">
                        {nRated} of {list.length} rated
                    </span>
                    <Button small disabled={place === 0} onClick={() => setPlace(place - 1)}>
                        Before
                    </Button>
                    <Button small tone={isRated(current.answer) ? "accent" : "plain"} disabled={place >= list.length - 1} onClick={() => setPlace(place + 1)}>
                        Next
                    </Button>
                </footer>
            </section>
            {nRated === list.length || revealed ? (
                <AgreementSection judged={judged} agreement={agreement.data} />
            ) : (
                <Button disabled={nRated < 3} onClick={() => setRevealed(true)}>
                    {nRated < 3 ? "Agreement is shown from three on" : "Show the agreement so far"}
                </Button>
            )}
        </>
    );
}

function AgreementSection({judged, agreement}: {readonly judged: readonly Metric[]; readonly agreement: Partial<Record<Metric, Agreement>> | undefined}) {
    if (agreement === undefined) return <Loading what="Comparing" />;
    return (
        <Section title="You and the judge" about="Rank correlation, and how often it is within half a point of yours">
            <ul className={sheet.sheet} aria-label="Agreement">
                {judged.map((metric) => {
                    const own = agreement[metric];
                    return (
                        <li key={metric} className={styles.agreement}>
                            <b>{seriesWords[metric]}</b>
                            <span>{own === undefined || own.n === 0 ? "Nothing was rated by both." : agreementWords(own)}</span>
                            {own !== undefined && own.n > 0 && (
                                <small>
                                    {own.n} answers · ρ {own.correlation === null ? "does not exist" : shown(own.correlation)} · within ½:{" "}
                                    {own.close === null ? "–" : `${shown(own.close * 100, 0)} %`}
                                </small>
                            )}
                        </li>
                    );
                })}
            </ul>
        </Section>
    );
}
