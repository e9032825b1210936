import type {SteeredSet} from "../../../../engine/contract/evaluation.ts";
import {counted, signed} from "../../../widgets/numbers.ts";
import styles from "./Autosteer.module.css";
import {FeatureLink} from "./FeatureLink.tsx";

interface Props {
    readonly set: SteeredSet;
    /** of its own strengths, as the proof chose */
    readonly times: number;
    readonly dictionary: string;
}

/** The features that were found, with how far each pushes, and for how long. */
export function FoundSet({set: {edits, fadesOver}, times, dictionary}: Props) {
    const longest = Math.max(...edits.map(({strength}) => Math.abs(strength)), 1e-9);
    return (
        <>
            <ul className={styles.set} aria-label="Features of the set">
                {edits.map(({feature, label, strength}) => (
                    <li key={feature}>
                        <FeatureLink feature={feature} label={label} dictionary={dictionary} />
                        <span className={styles.push} aria-hidden="true">
                            <span style={{width: `${(Math.abs(strength) / longest) * 100}%`}} data-sign={strength < 0 ? "minus" : "plus"} />
                        </span>
                        <b>{signed(strength * times)} R</b>
                    </li>
                ))}
            </ul>
            <p className={styles.remark}>
                {fadesOver === undefined
                    ? "It acts on every token of an answer."
                    : `It fades: whole at an answer’s first token, less with each, gone after ${counted(fadesOver, "token")}. What has begun goes on by itself.`}
            </p>
        </>
    );
}
