import styles from "../Evaluation.module.css";

interface Props {
    readonly verdict: readonly string[];
    /** it ended, and there is nothing that it speaks for */
    readonly unproven?: boolean;
}

/** What beats what, in sentences; said big where nothing does. */
export function Verdict({verdict, unproven = false}: Props) {
    if (verdict.length === 0) return null;
    const headline = headlineOf(verdict) ?? (unproven ? "This is not shown to beat not steering." : null);
    const list = (
        <ul className={styles.verdict} aria-label="Verdict">
            {verdict.map((sentence) => (
                <li key={sentence}>{sentence}</li>
            ))}
        </ul>
    );
    if (headline === null) return list;
    // asking for it does as well: worth knowing; doing nothing does as well: the end of it
    return (
        <div className={styles.nothing} role="note" data-tone={/not steering/.test(headline) ? "bad" : undefined}>
            <h3>{headline}</h3>
            {list}
        </div>
    );
}

/** @returns null where steering is worth it */
export function headlineOf(verdict: readonly string[]): string | null {
    const says = (words: RegExp) => verdict.some((sentence) => words.test(sentence));
    const notSteering = says(/nothing beats not steering/i);
    const prompting = says(/nothing beats prompting/i);
    if (notSteering && prompting) return "Nothing beats not steering, or just asking for it.";
    if (notSteering) return "Nothing beats not steering.";
    return prompting ? "Nothing beats just asking for it." : null;
}
