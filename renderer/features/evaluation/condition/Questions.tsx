import type {Autocondition} from "../../../../engine/contract/evaluation.ts";
import styles from "./Condition.module.css";

type Searched = Pick<Autocondition, "hold" | "not" | "keptBack">;

/** The questions that a condition was found on, those apart that chose nothing and verify. */
export function Questions({hold, not, keptBack}: Searched) {
    return (
        <div className={styles.questions}>
            <Side title="It is to hold for" texts={hold} keptBack={keptBack.hold} />
            <Side title="It is not to hold for" texts={not} keptBack={keptBack.not} />
        </div>
    );
}

interface SideProps {
    readonly title: string;
    readonly texts: readonly string[];
    readonly keptBack: readonly number[];
}

function Side({title, texts, keptBack}: SideProps) {
    const part = (isKept: boolean) => texts.filter((_, place) => keptBack.includes(place) === isKept);
    return (
        <div>
            <h4>{title}</h4>
            {(
                [
                    ["chose", part(false)],
                    ["kept back", part(true)]
                ] as const
            ).map(
                ([name, some]) =>
                    some.length > 0 && (
                        <div key={name}>
                            <h5>
                                {name} <small>{some.length}</small>
                            </h5>
                            <ul aria-label={`${title}: ${name}`}>
                                {some.map((question) => (
                                    <li key={question}>{question}</li>
                                ))}
                            </ul>
                        </div>
                    )
            )}
        </div>
    );
}
