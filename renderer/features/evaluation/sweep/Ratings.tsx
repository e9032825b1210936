import type {EvaluatedAnswer, Rating} from "../../../../engine/contract/evaluation.ts";
import {shown} from "../../../widgets/numbers.ts";
import {seriesWords} from "../chart/series.ts";
import styles from "./Sweep.module.css";

/** How an answer was rated, and for each rating what was asked and what was said. */
export function Ratings({answer}: {readonly answer: EvaluatedAnswer}) {
    const {ratings, score, repetition, nllRise} = answer;
    return (
        <div className={styles.ratings}>
            <dl>
                <div data-score>
                    <dt>score</dt>
                    <dd>{score === null ? "none" : shown(score, 0)}</dd>
                </div>
                <div>
                    <dt>repetition</dt>
                    <dd>{shown(repetition * 100, 0)} %</dd>
                </div>
                <div>
                    <dt>rise of NLL</dt>
                    <dd>{shown(nllRise)}</dd>
                </div>
            </dl>
            <ul>
                {ratings.map((rating) => (
                    <li key={rating.metric}>
                        <RatingDetails rating={rating} byHand={answer.byHand?.[rating.metric]} />
                    </li>
                ))}
            </ul>
        </div>
    );
}

function RatingDetails({rating, byHand}: {readonly rating: Rating; readonly byHand: number | undefined}) {
    const {metric, value, judge, prompt, reply, problem} = rating;
    return (
        <details>
            <summary>
                <span>{seriesWords[metric]}</span>
                <b>{value === null ? "not rated" : `${shown(value)} of 2`}</b>
                <small>{judge}</small>
                {byHand !== undefined && <small>by hand {shown(byHand)}</small>}
            </summary>
            {problem !== undefined && <p className={styles.problem}>{problem}</p>}
            <h5>Asked</h5>
            <pre>{prompt}</pre>
            <h5>Said</h5>
            <pre>{reply === "" ? "(nothing)" : reply}</pre>
        </details>
    );
}
