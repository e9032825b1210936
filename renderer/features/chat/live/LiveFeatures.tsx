import {memo} from "react";
import type {FeatureId} from "../../../../engine/contract/ids.ts";
import {fragmentOf} from "../../../app/route.ts";
import {percent, shown} from "../../../widgets/numbers.ts";
import styles from "./LiveFeatures.module.css";
import {useLiveView} from "./liveReadings.ts";
import {type LiveFeature, SPAN} from "./sumReadings.ts";

interface Props {
    readonly messageId: string;
    readonly writing: boolean;
    readonly onSteer: (feature: FeatureId) => void;
}

/** The strongest features of an answer while it is written: over all of it so far, and at the newest token. */
export const LiveFeatures = memo(function LiveFeatures({messageId, writing, onSteer}: Props) {
    const view = useLiveView(messageId);
    if (view === null) return null;
    return (
        <section className={styles.live} aria-label="Features while it was written">
            <p className={styles.head}>
                {writing ? (
                    <>
                        Strongest so far, at <code>{JSON.stringify(view.text).slice(1, -1) || "the first token"}</code>
                    </>
                ) : (
                    <>Strongest over its {view.tokens} tokens, by their mean</>
                )}
                {writing && view.moved > 0 && (
                    <span title="How far the edits moved the residual at the newest token, as a share of its length">moved {percent(view.moved)}</span>
                )}
            </p>
            {view.features.length === 0 && <p className={styles.head}>No feature fires yet.</p>}
            <ul className={styles.list}>
                {view.features.map((feature) => (
                    <Row
                        key={feature.feature}
                        {...feature}
                        largest={view.largest}
                        strongest={view.features[0]?.mean ?? 0}
                        writing={writing}
                        dictionary={view.dictionary}
                        onSteer={onSteer}
                    />
                ))}
            </ul>
        </section>
    );
});

interface RowProps extends LiveFeature {
    /** highest value of all that are shown */
    readonly largest: number;
    /** highest mean of them */
    readonly strongest: number;
    readonly writing: boolean;
    readonly dictionary: string;
    readonly onSteer: (feature: FeatureId) => void;
}

const HEIGHT = 14;
const share = (value: number, of: number) => (of > 0 ? value / of : 0);

function Row({feature, label, now, max, mean, course, largest, strongest, writing, dictionary, onSteer}: RowProps) {
    const name = label ?? `feature ${feature}`;
    const step = 100 / (SPAN - 1);
    const from = SPAN - course.length;
    const points = course.map((value, index) => `${((from + index) * step).toFixed(1)},${(HEIGHT - 1 - (value / (largest || 1)) * (HEIGHT - 2)).toFixed(1)}`);
    return (
        <li className={styles.row} data-now={!writing || now > 0 || undefined}>
            <a className={styles.name} href={fragmentOf({page: "features", dictionary, feature})} title={`${name}. Opens its page`}>
                {label ?? <i>feature {feature}</i>}
            </a>
            <svg className={styles.course} viewBox={`0 0 100 ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
                <polyline points={points.join(" ")} vectorEffect="non-scaling-stroke" />
            </svg>
            <span className={styles.bar} title={`now ${shown(now)}, highest ${shown(max)}, mean ${shown(mean)}`}>
                <span style={{transform: `scaleX(${writing ? share(now, largest) : share(mean, strongest)})`}} />
            </span>
            <span className={styles.value}>{writing ? (now > 0 ? shown(now) : "–") : shown(mean)}</span>
            <button type="button" className={styles.steer} aria-label={`Steer by ${name}`} onClick={() => onSteer(feature)}>
                steer
            </button>
        </li>
    );
}
