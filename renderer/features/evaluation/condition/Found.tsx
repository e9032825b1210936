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

/** The same search comes as far with sides dealt at random. */
const isChance = ({chance}: Autocondition, {heldOutAccuracy}: Autocondition["candidates"][number]) => chance === null || heldOutAccuracy <= chance;

/** What tells the questions apart, counted on those that were kept back. */
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
                            <th scope="col" title="It holds at a token where the feature is above this; “× max”: in multiples of its maximum">
                                above
                            </th>
                            <th scope="col" title="Of the kept-back questions for which it should hold, those on which it does">
                                holds
                            </th>
                            <th scope="col" title="Of the kept-back questions for which it should not hold, those on which it does">
                                false alarms
                            </th>
                            <th
                                scope="col"
                                title="Balanced accuracy on the kept-back questions: the mean of the shares that are right of either kind. Guessing has 50 %"
                            >
                                balanced
                            </th>
                            <th scope="col" aria-label="Use" />
                        </tr>
                    </thead>
                    <tbody>
                        {found.candidates.slice(0, FIRST).map((candidate) => (
                            <tr key={candidate.feature} data-chance={isChance(found, candidate) || undefined}>
                                <th scope="row">
                                    <FeatureLink feature={candidate.feature} label={candidate.label} dictionary={dictionary} />
                                </th>
                                <td>
                                    {shown(candidate.threshold)}
                                    {candidate.unit === "max" && " × max"}
                                </td>
                                <td>{candidate.heldOut && `${candidate.heldOut.hits} of ${candidate.heldOut.of}`}</td>
                                <td>{candidate.heldOut && `${candidate.heldOut.falseAlarms} of ${candidate.heldOut.ofOthers}`}</td>
                                <td title={isChance(found, candidate) ? "No better than what is found where there is nothing to tell" : undefined}>
                                    {share(candidate.heldOutAccuracy)}
                                    {isChance(found, candidate) && <small> chance</small>}
                                </td>
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
