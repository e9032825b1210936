import type {Condition} from "../../../../engine/contract/conditions.ts";
import type {Autocondition} from "../../../../engine/contract/evaluation.ts";
import {Button} from "../../../widgets/Button.tsx";
import {shown} from "../../../widgets/numbers.ts";
import {FeatureLink} from "../autosteer/FeatureLink.tsx";
import styles from "./Condition.module.css";
import {conditionOf, conditionOfCandidate} from "./conditionOf.ts";

interface Props {
    readonly found: Autocondition;
    /** what using one is called */
    readonly use: string;
    readonly onUse: (condition: Condition) => void;
}

const FIRST = 5;
const share = (value: number) => `${shown(value * 100, 0)} %`;

/** What tells the questions apart, with how well. */
export function Found({found, use, onUse}: Props) {
    const best = conditionOf(found);
    const {dictionary} = found.input;
    return (
        <div className={styles.found}>
            {found.verdict.map((sentence) => (
                <p key={sentence}>{sentence}</p>
            ))}
            {best !== null && (
                <Button tone="accent" onClick={() => onUse(best)}>
                    {use}
                </Button>
            )}
            {found.candidates.length > 0 && (
                <table className={styles.candidates}>
                    <caption className="visually-hidden">Features that tell the questions apart, the best first</caption>
                    <thead>
                        <tr>
                            <th scope="col">feature</th>
                            <th scope="col">above</th>
                            <th scope="col" title="Share of the questions that it was chosen on and tells right">
                                right
                            </th>
                            <th scope="col" title="The same on questions that were kept back; chance is 50 %">
                                kept back
                            </th>
                            <th scope="col" aria-label="Use" />
                        </tr>
                    </thead>
                    <tbody>
                        {found.candidates.slice(0, FIRST).map((candidate) => (
                            <tr key={candidate.feature}>
                                <th scope="row">
                                    <FeatureLink feature={candidate.feature} label={candidate.label} dictionary={dictionary} />
                                </th>
                                <td>{shown(candidate.threshold)}</td>
                                <td>{share(candidate.accuracy)}</td>
                                <td>{share(candidate.heldOutAccuracy)}</td>
                                <td>
                                    <Button
                                        small
                                        tone="quiet"
                                        aria-label={`Use ${candidate.label ?? `feature ${candidate.feature}`}`}
                                        onClick={() => onUse(conditionOfCandidate(candidate, dictionary))}
                                    >
                                        Use
                                    </Button>
                                </td>
                            </tr>
                        ))}
                    </tbody>
                </table>
            )}
        </div>
    );
}
