import {useMemo} from "react";
import type {Steering} from "../../../../engine/contract/edits.ts";
import {featuresOfSteering} from "../../../../engine/contract/steeringFeatures.ts";
import {Empty} from "../../../widgets/States.tsx";
import {describeStrength} from "../edits.ts";
import {ruleTitle, ruleWords} from "../rules/ruleWords.ts";
import {useNames} from "../useNames.ts";
import {type Change, diffSteering, isSame} from "./diffSteering.ts";
import styles from "./SteeringDiff.module.css";

interface Props {
    readonly before: Steering;
    readonly after: Steering;
    readonly firstDictionary: string;
    /** labels of features that are not loaded, by `<dictionary>/<feature>` */
    readonly labels?: Readonly<Record<string, string>>;
}

const kindWords = {added: "added", removed: "removed", changed: "changed"} as const;
const settingWords = {scope: "Acts on", decay: "Fade out", normRestore: "Restore length", cap: "Cap"} as const;

function Values<What>({change, words}: {readonly change: Change<What>; readonly words: (what: What) => string}) {
    return (
        <span className={styles.values}>
            {change.kind !== "added" && <del>{words(change.before)}</del>}
            {change.kind === "changed" && <span aria-hidden="true"> → </span>}
            {change.kind !== "removed" && <ins>{words(change.after)}</ins>}
        </span>
    );
}

/** What differs between two steerings, in plain rows. */
export function SteeringDiff({before, after, firstDictionary, labels}: Props) {
    const difference = useMemo(() => diffSteering(before, after, firstDictionary), [before, after, firstDictionary]);
    const nameOf = useNames([...featuresOfSteering(before), ...featuresOfSteering(after)], firstDictionary, labels);
    if (isSame(difference)) return <Empty title="No difference">Answers under either are written alike.</Empty>;
    return (
        <table className={styles.diff}>
            <tbody>
                {difference.edits.map((change) => {
                    const {feature, dictionary} = change.kind === "removed" ? change.before : change.after;
                    return (
                        <tr key={`edit ${dictionary} ${feature} ${change.kind}`}>
                            <td className={styles[change.kind]}>{kindWords[change.kind]}</td>
                            <th scope="row">{nameOf(feature, dictionary)}</th>
                            <td>
                                <Values change={change} words={(edit) => `${describeStrength(edit)}${edit.group === undefined ? "" : ` in ${edit.group}`}`} />
                            </td>
                        </tr>
                    );
                })}
                {difference.settings.map((change) => (
                    <tr key={change.name}>
                        <td className={styles.changed}>changed</td>
                        <th scope="row">{settingWords[change.name]}</th>
                        <td>
                            <Values change={{kind: "changed", ...change}} words={(words) => words} />
                        </td>
                    </tr>
                ))}
                {difference.rules.map((change) => (
                    <tr key={`rule ${change.kind} ${change.at}`}>
                        <td className={styles[change.kind]}>{kindWords[change.kind]}</td>
                        <th scope="row">{ruleTitle(change.kind === "removed" ? change.before : change.after, change.at)}</th>
                        <td>
                            <Values change={change} words={(rule) => ruleWords(rule, nameOf)} />
                        </td>
                    </tr>
                ))}
            </tbody>
        </table>
    );
}
