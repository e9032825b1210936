import {IconBolt} from "@tabler/icons-react";
import {useState} from "react";
import type {Firing} from "../../../../engine/contract/conditions.ts";
import type {Rule, Steering} from "../../../../engine/contract/edits.ts";
import {featuresOfCondition} from "../../../../engine/contract/steeringFeatures.ts";
import {count, counted} from "../../../widgets/numbers.ts";
import {useFeatures, useNames} from "../useNames.ts";
import styles from "./FiringTrace.module.css";
import {ruleTitle, ruleWords} from "./ruleWords.ts";
import {type MaximumOf, whatHeld} from "./whatHeld.ts";

interface Props {
    /** that the answer was written under */
    readonly steering: Steering;
    readonly firings: readonly Firing[];
    readonly firstDictionary: string;
}

/** more of one rule are counted, not listed */
const LISTED = 40;

function placeOf({at}: Firing): string {
    if (at >= 0) return `token ${at + 1}`;
    return at === -1 ? "the last token of the prompt" : `${count(-at)} tokens before the answer`;
}

function Place({firing, rule, maximumOf}: {readonly firing: Firing; readonly rule: Rule | undefined; readonly maximumOf: MaximumOf}) {
    const held = rule === undefined ? [] : whatHeld(rule.when, firing.values, maximumOf);
    return (
        <>
            {placeOf(firing)} <code>{JSON.stringify(firing.text).slice(1, -1)}</code>
            {held.length > 0 && <span className={styles.numbers}> ({held.join(", ")})</span>}
        </>
    );
}

/** Which rules of an answer held, where first, with which numbers; the other places on demand. */
export function FiringTrace({steering, firings, firstDictionary}: Props) {
    const rules = steering.rules ?? [];
    const features = rules.flatMap(({when}) => featuresOfCondition(when));
    const known = useFeatures(features, firstDictionary);
    const nameOf = useNames(features, firstDictionary);
    const [open, setOpen] = useState<ReadonlySet<number>>(new Set());
    if (firings.length === 0) return null;
    const maximumOf: MaximumOf = (feature, dictionary) => known(feature, dictionary)?.maxActivation;
    const fired = [...new Set(firings.map(({rule}) => rule))].sort((a, b) => a - b);
    const toggle = (rule: number) => setOpen(open.has(rule) ? new Set([...open].filter((other) => other !== rule)) : new Set([...open, rule]));
    return (
        <ul className={styles.trace} aria-label="Rules that held">
            {fired.map((index) => {
                const rule = rules[index];
                const [first, ...more] = firings.filter((firing) => firing.rule === index);
                if (first === undefined) return null;
                return (
                    <li key={index}>
                        <IconBolt size={12} aria-hidden="true" />
                        <span>
                            <b title={rule === undefined ? undefined : ruleWords(rule, nameOf)}>{ruleTitle(rule, index)}</b>
                            {rule?.action.type === "handle" && <> told of “{rule.action.event}”:</>} held at{" "}
                            <Place firing={first} rule={rule} maximumOf={maximumOf} />
                            {more.length > 0 && (
                                <button type="button" className={styles.more} aria-expanded={open.has(index)} onClick={() => toggle(index)}>
                                    {open.has(index) ? "show less" : `and ${counted(more.length, "time")} more`}
                                </button>
                            )}
                            {open.has(index) && (
                                <ol className={styles.places}>
                                    {more.slice(0, LISTED).map((firing) => (
                                        <li key={firing.at}>
                                            <Place firing={firing} rule={rule} maximumOf={maximumOf} />
                                        </li>
                                    ))}
                                    {more.length > LISTED && <li>and {count(more.length - LISTED)} more</li>}
                                </ol>
                            )}
                        </span>
                    </li>
                );
            })}
        </ul>
    );
}
