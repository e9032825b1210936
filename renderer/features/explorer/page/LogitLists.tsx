import {useInViewport} from "@mantine/hooks";
import {useQuery} from "@tanstack/react-query";
import {useState} from "react";
import type {Logits} from "../../../../engine/contract/featurePages.ts";
import type {FeatureId} from "../../../../engine/contract/ids.ts";
import {queries} from "../../../app/engine.ts";
import {signed} from "../../../widgets/numbers.ts";
import {Failed, Loading} from "../../../widgets/States.tsx";
import styles from "./LogitLists.module.css";
import {Part} from "./Part.tsx";

const SHOWN = 10;

/** Which next tokens a feature makes likelier, and which less likely. Computed when it is looked at. */
export function LogitLists({dictionary, feature}: {readonly dictionary: string; readonly feature: FeatureId}) {
    const {ref, inViewport} = useInViewport<HTMLDivElement>();
    const [seen, setSeen] = useState(false);
    if (inViewport && !seen) setSeen(true);
    const logits = useQuery({...queries.features.logits.queryOptions({input: {dictionary, feature, k: SHOWN}}), enabled: seen});
    const data = logits.data;
    const largest = Math.max(...[...(data?.promoted ?? []), ...(data?.suppressed ?? [])].map(({value}) => Math.abs(value)), 1e-9);
    return (
        <Part title="What it makes the model say" about="Its direction read straight through the model's output layer: how far it moves each token's logit.">
            <div ref={ref}>
                {logits.isError ? (
                    <Failed error={logits.error} onRetry={() => void logits.refetch()} />
                ) : data === undefined ? (
                    <Loading what="Asking the output layer" />
                ) : (
                    <div className={styles.both}>
                        <TokenBars title="More likely" tokens={data.promoted} largest={largest} />
                        <TokenBars title="Less likely" tokens={data.suppressed} largest={largest} down />
                    </div>
                )}
            </div>
        </Part>
    );
}

interface BarsProps {
    readonly title: string;
    readonly tokens: Logits["promoted"];
    readonly largest: number;
    readonly down?: boolean;
}

function TokenBars({title, tokens, largest, down = false}: BarsProps) {
    return (
        <div className={styles.list} data-down={down || undefined}>
            <h4>{title}</h4>
            <ol aria-label={title}>
                {tokens.map(({token, text, value}) => (
                    <li key={token}>
                        <code title={`token ${token}`}>{JSON.stringify(text).slice(1, -1).replaceAll(" ", "\u2423")}</code>
                        <span className={styles.bar} style={{width: `${(Math.abs(value) / largest) * 100}%`}} />
                        <span className={styles.value}>{signed(value)}</span>
                    </li>
                ))}
            </ol>
        </div>
    );
}
