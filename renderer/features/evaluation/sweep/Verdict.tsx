import type {Outcome} from "../../../../engine/contract/evaluation.ts";
import styles from "../Evaluation.module.css";
import {type Headline, headlineOf} from "./headlineOf.ts";

interface Props {
    readonly verdict: readonly string[];
    /** absent: nothing could be compared */
    readonly outcome: Outcome | undefined;
    /** it ended, and there is nothing that it speaks for */
    readonly unproven?: boolean;
}

/** What beats what: in one line, and in sentences. */
export function Verdict({verdict, outcome, unproven = false}: Props) {
    if (verdict.length === 0) return null;
    const headline = (outcome && headlineOf(outcome)) ?? (unproven ? nothing : null);
    const list = (
        <ul className={styles.verdict} aria-label="Verdict">
            {verdict.map((sentence) => (
                <li key={sentence}>{sentence}</li>
            ))}
        </ul>
    );
    if (headline === null) return list;
    return (
        <div className={styles.headline} role="note" data-tone={headline.tone}>
            <h3>{headline.text}</h3>
            {list}
        </div>
    );
}

const nothing: Headline = {text: "Nothing was found that is shown to work.", tone: "bad"};
