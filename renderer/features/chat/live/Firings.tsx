import {Popover} from "@mantine/core";
import {IconBolt} from "@tabler/icons-react";
import type {Message} from "../../../../engine/contract/chat.ts";
import {featuresOfCondition} from "../../../../engine/contract/steeringFeatures.ts";
import {counted, shown} from "../../../widgets/numbers.ts";
import {useFeatureName} from "../../steering/index.ts";
import styles from "./Firings.module.css";
import {useLiveFirings} from "./liveReadings.ts";

interface Props {
    readonly message: Message;
    readonly firstDictionary: string;
}

const SHOWN = 60;

/** When the rules of an answer held, one line each. */
export function Firings({message, firstDictionary}: Props) {
    const live = useLiveFirings(message.id);
    const firings = message.firings ?? live;
    if (firings.length === 0) return null;
    return (
        <Popover position="top-start" width={340} trapFocus>
            <Popover.Target>
                <button type="button" className={styles.open}>
                    <IconBolt size={12} aria-hidden="true" />
                    rules held {firings.length === 1 ? "once" : counted(firings.length, "time")}
                </button>
            </Popover.Target>
            <Popover.Dropdown aria-label="When the rules held" className={styles.box}>
                <ol className={styles.list}>
                    {firings.slice(0, SHOWN).map((firing, index) => {
                        const rule = message.steering?.rules?.[firing.rule];
                        const features = rule === undefined ? [] : featuresOfCondition(rule.when);
                        return (
                            // biome-ignore lint/suspicious/noArrayIndexKey: a rule may hold twice at one token's place in a continued answer
                            <li key={index}>
                                <span>
                                    <b>{rule?.name ?? `Rule ${firing.rule + 1}`}</b> at <code>{JSON.stringify(firing.text).slice(1, -1)}</code>
                                    <small>{firing.at < 0 ? `prompt, ${-firing.at} before the answer` : `token ${firing.at + 1}`}</small>
                                </span>
                                {features.map(({feature, dictionary}, at) => (
                                    <small key={`${dictionary ?? ""}/${feature}`}>
                                        <FeatureName dictionary={dictionary ?? firstDictionary} feature={feature} /> {shown(firing.values[at] ?? 0)}
                                    </small>
                                ))}
                            </li>
                        );
                    })}
                </ol>
                {firings.length > SHOWN && <p className={styles.more}>and {firings.length - SHOWN} more</p>}
            </Popover.Dropdown>
        </Popover>
    );
}

function FeatureName({dictionary, feature}: {readonly dictionary: string; readonly feature: Parameters<typeof useFeatureName>[1]}) {
    return <>{useFeatureName(dictionary, feature)}</>;
}
