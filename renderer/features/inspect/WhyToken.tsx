import {useQuery} from "@tanstack/react-query";
import {queries} from "../../app/engine.ts";
import {fragmentOf} from "../../app/route.ts";
import {percent, shown, signed} from "../../widgets/numbers.ts";
import {Failed} from "../../widgets/States.tsx";
import {Alternatives} from "./Alternatives.tsx";
import styles from "./TokenPopover.module.css";

interface Props {
    readonly messageId: string;
    readonly dictionary: string;
    readonly position: number;
    /** the token itself */
    readonly token: number;
}

const SHOWN = 8;

/** Why a token was written: what its log-probability loses without each of the strongest features, the strongest first. */
export function WhyToken({messageId, dictionary, position, token}: Props) {
    const why = useQuery(queries.features.attribute.queryOptions({input: {messageId, dictionary, position}}));
    if (why.isPending) {
        return (
            <p className={styles.none} role="status">
                Taking features away, one at a time
            </p>
        );
    }
    if (why.isError) return <Failed error={why.error} onRetry={() => void why.refetch()} />;
    const {features, logprob, unsteeredLogprob, alternatives} = why.data;
    // without edits both passes are one and the same
    const isSteered = Math.abs(logprob - unsteeredLogprob) > 1e-6 || alternatives.some((one) => Math.abs(one.logprob - one.unsteeredLogprob) > 1e-6);
    const byEdits = logprob - unsteeredLogprob;
    const largest = Math.max(...features.map(({effect}) => Math.abs(effect)), isSteered ? Math.abs(byEdits) : 0, 1e-9);
    return (
        <section className={styles.why} aria-label="Why this token">
            <p>
                Probability {percent(Math.exp(logprob))} (log {shown(logprob, 3)})
                {isSteered && (
                    <>
                        , without the edits {percent(Math.exp(unsteeredLogprob))} (log {shown(unsteeredLogprob, 3)})
                    </>
                )}
                .
            </p>
            {alternatives.length > 0 && <Alternatives alternatives={alternatives} written={token} steered={isSteered} />}
            <p>
                What its log-probability <b>gains</b> or <i>loses</i> by each feature:
            </p>
            {features.length === 0 && <p>No feature was active where it was decided.</p>}
            <ol aria-label="Effects">
                {isSteered && (
                    <li data-against={byEdits < 0 || undefined} data-edits>
                        <span className={styles.effectRow} title={`without any of the edits the log-probability is ${shown(unsteeredLogprob, 3)}`}>
                            <span className={styles.label}>
                                <b>the edits</b>, all of them together
                            </span>
                            <Effect effect={byEdits} largest={largest} />
                        </span>
                    </li>
                )}
                {features.slice(0, SHOWN).map(({feature, label, effect, activation}) => (
                    <li key={feature} data-against={effect < 0 || undefined}>
                        <a
                            href={fragmentOf({page: "features", dictionary, feature})}
                            className={styles.effectRow}
                            title={`feature ${feature}${label === undefined ? "" : `: ${label}`}\nactivation ${shown(activation)}: without it the log-probability is ${shown(logprob - effect)}`}
                        >
                            <span className={styles.label}>
                                <small className={styles.index}>{feature}</small> {label ?? <i>no label yet</i>}
                            </span>
                            <Effect effect={effect} largest={largest} />
                        </a>
                    </li>
                ))}
            </ol>
        </section>
    );
}

function Effect({effect, largest}: {readonly effect: number; readonly largest: number}) {
    return (
        <>
            <span className={styles.effect}>
                <span style={{width: `${(Math.abs(effect) / largest) * 50}%`}} />
            </span>
            <span className={styles.value}>{Math.abs(effect) < 0.0005 ? "0" : signed(effect, 3)}</span>
        </>
    );
}
