import {useState} from "react";
import type {Autosteer} from "../../../../engine/contract/evaluation.ts";
import {Button} from "../../../widgets/Button.tsx";
import {count, shown, signed} from "../../../widgets/numbers.ts";
import styles from "./Autosteer.module.css";
import {droppedWords} from "./droppedWords.ts";
import {FeatureLink} from "./FeatureLink.tsx";

interface Props {
    readonly candidates: Autosteer["candidates"];
    readonly dropped: Autosteer["dropped"];
    readonly dictionary: string;
}

const FIRST = 8;

/** The features that may bring it about, with what speaks for each. */
export function CandidateTable({candidates, dropped, dictionary}: Props) {
    const [all, setAll] = useState(false);
    const controls = candidates.filter(({random}) => random);
    const own = candidates.filter(({random}) => !random);
    const rows = all ? [...own, ...controls] : own.slice(0, FIRST);
    const strongest = Math.max(...candidates.map(({contrast}) => Math.abs(contrast)), 1e-9);
    const rank = (value: number | undefined) => (value === undefined ? "–" : count(value));
    return (
        <>
            <div className={styles.scroll}>
                <table className={styles.table}>
                    <thead>
                        <tr>
                            <th scope="col">feature</th>
                            <th scope="col" title="Mean of how much more it fires in the wanted answer of a pair, in shares of its maximum">
                                contrast
                            </th>
                            <th scope="col" title="Share of pairs in which it has that sign">
                                pairs
                            </th>
                            <th scope="col" colSpan={3} title="Places by contrast, by how near its label is, and by the tokens it promotes">
                                ranks: contrast, label, lens
                            </th>
                        </tr>
                    </thead>
                    <tbody>
                        {rows.map(({feature, label, random, contrast, agreement, ranks, picked}) => (
                            <tr key={feature} data-random={random || undefined}>
                                <th scope="row">
                                    <FeatureLink feature={feature} label={label} dictionary={dictionary} />
                                    {picked && <span className={styles.badge}>picked by its label</span>}
                                    {random && <span className={styles.badge}>control</span>}
                                </th>
                                <td>
                                    <span className={styles.contrast}>
                                        <span
                                            style={{
                                                width: `${(Math.abs(contrast) / strongest) * 50}%`,
                                                [contrast < 0 ? "right" : "left"]: "50%"
                                            }}
                                        />
                                    </span>
                                    {signed(contrast)}
                                </td>
                                <td>{shown(agreement * 100, 0)} %</td>
                                <td>{rank(ranks.contrast)}</td>
                                <td>{rank(ranks.label)}</td>
                                <td>{rank(ranks.lens)}</td>
                            </tr>
                        ))}
                    </tbody>
                </table>
            </div>
            <p className={styles.remark}>
                {candidates.length > rows.length || all ? (
                    <Button small tone="quiet" onClick={() => setAll(!all)}>
                        {all ? "Fewer" : `All ${own.length}, and ${controls.length} controls`}
                    </Button>
                ) : null}
                {droppedWords(dropped)}
            </p>
        </>
    );
}
