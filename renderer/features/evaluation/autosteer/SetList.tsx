import type {Autosteer, Sweep} from "../../../../engine/contract/evaluation.ts";
import {counted, shown, signed} from "../../../widgets/numbers.ts";
import styles from "./Autosteer.module.css";
import {FeatureLink} from "./FeatureLink.tsx";
import {wayWords} from "./setWords.ts";

interface Props {
    readonly sets: Autosteer["sets"];
    readonly proof: Pick<Sweep, "chosen" | "choosing">;
    readonly dictionary: string;
}

/** What the proof compares: what each set is, how it did on the prompts that choose, and so why one of them is chosen. */
export function SetList({sets, proof: {chosen, choosing}, dictionary}: Props) {
    const best = chosen.toSorted((a, b) => b.score - a.score)[0];
    return (
        <ol className={styles.sets} aria-label="Sets of the proof">
            {sets.map((set, place) => {
                const own = chosen.find((one) => one.set === place);
                return (
                    // biome-ignore lint/suspicious/noArrayIndexKey: a set is its place
                    <li key={place} data-chosen={best?.set === place || undefined}>
                        <h3>
                            Set {place + 1}
                            {best?.set === place && <span className={styles.badge}>chosen</span>}
                        </h3>
                        {set === null ? (
                            <p>It has a feature that is moderated here, so it is not shown and can’t be applied.</p>
                        ) : (
                            <ul>
                                {set.edits.map(({feature, label, strength}) => (
                                    <li key={feature}>
                                        <FeatureLink feature={feature} label={label} dictionary={dictionary} /> <b>{signed(strength)} R</b>
                                    </li>
                                ))}
                                <li>{set.fadesOver === undefined ? "on every token of the answer" : `${wayWords(set.fadesOver)} of the answer`}</li>
                            </ul>
                        )}
                        {own !== undefined && (
                            <p>
                                Scores <b>{shown(own.score, 0)}</b> at {shown(own.strength)} times that, its best on the{" "}
                                {counted(choosing.length, "prompt that chooses", "prompts that choose")}
                                {best?.set === place && sets.length > 1 ? ", and more than the others: so it is this one that reports." : "."}
                            </p>
                        )}
                    </li>
                );
            })}
        </ol>
    );
}
