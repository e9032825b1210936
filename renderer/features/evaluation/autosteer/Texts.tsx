import {useState} from "react";
import type {Autosteer} from "../../../../engine/contract/evaluation.ts";
import {Button} from "../../../widgets/Button.tsx";
import styles from "./Autosteer.module.css";

const FIRST = 2;

/** What the features are looked for in: answers as they should be, beside the same as they should not be. */
export function Texts({data}: {readonly data: NonNullable<Autosteer["data"]>}) {
    const {prompts, wanted, unwanted, neutral, validation} = data;
    const [all, setAll] = useState(false);
    const shown = all ? prompts : prompts.slice(0, FIRST);
    return (
        <>
            <ol className={styles.texts}>
                {shown.map((prompt, index) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: a pair is its place
                    <li key={index}>
                        <h4>
                            {prompt}
                            {validation.includes(index) && <small>kept back</small>}
                        </h4>
                        <p data-wanted>{wanted[index] || "not written yet"}</p>
                        <p>{unwanted[index] || "not written yet"}</p>
                    </li>
                ))}
                {all &&
                    neutral.map(({question, answer}) => (
                        <li key={question}>
                            <h4>
                                {question}
                                <small>neutral: what should not suffer</small>
                            </h4>
                            <p className={styles.wide}>{answer}</p>
                        </li>
                    ))}
            </ol>
            {(prompts.length > FIRST || neutral.length > 0) && (
                <Button small tone="quiet" onClick={() => setAll(!all)}>
                    {all ? "Fewer" : `All ${prompts.length} pairs, and ${neutral.length} neutral answers`}
                </Button>
            )}
        </>
    );
}
