import type {Autosteer} from "../../../../engine/contract/evaluation.ts";
import {signed} from "../../../widgets/numbers.ts";
import styles from "./Autosteer.module.css";
import {FeatureLink} from "./FeatureLink.tsx";

interface Props {
    readonly edits: NonNullable<Autosteer["found"]>["edits"];
    readonly dictionary: string;
}

/** The features that were found, with how far each pushes. */
export function FoundSet({edits, dictionary}: Props) {
    const longest = Math.max(...edits.map(({strength}) => Math.abs(strength)), 1e-9);
    return (
        <ul className={styles.set} aria-label="Features of the set">
            {edits.map(({feature, label, strength}) => (
                <li key={feature}>
                    <FeatureLink feature={feature} label={label} dictionary={dictionary} />
                    <span className={styles.push} aria-hidden="true">
                        <span style={{width: `${(Math.abs(strength) / longest) * 100}%`}} data-sign={strength < 0 ? "minus" : "plus"} />
                    </span>
                    <b>{signed(strength)} R</b>
                </li>
            ))}
        </ul>
    );
}
