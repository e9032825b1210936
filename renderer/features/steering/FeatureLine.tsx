import type {Feature} from "../../../engine/contract/features.ts";
import {firesOn} from "../../widgets/firesOn.ts";
import {shown} from "../../widgets/numbers.ts";
import styles from "./FeatureLine.module.css";
import {matchedLabel} from "./matchedLabel.ts";
import {sourceWords} from "./provenance.ts";

/** under this detection score a label says little more than a random one */
export const WEAK_SCORE = 0.6;

/** A feature in a list: its best label, how well that label was tested, how often the feature fires. */
export function FeatureLine({feature, query = ""}: {readonly feature: Feature; readonly query?: string}) {
    const label = feature.labels[0];
    const matched = matchedLabel(feature.labels, query);
    return (
        <div className={styles.line}>
            <span className={label === undefined ? styles.unlabelled : styles.label}>{label?.description ?? "no label yet"}</span>
            <span className={styles.index}>{feature.feature}</span>
            {matched !== undefined && (
                <span className={styles.matched}>
                    also “{matched.description}”, by {sourceWords(matched.source)}
                </span>
            )}
            <span className={styles.facts}>
                {label?.score !== undefined && (
                    <span
                        className={styles.score}
                        data-weak={label.score < WEAK_SCORE || undefined}
                        title="How well the label predicts where the feature fires; 0.5 is chance"
                    >
                        <span className={styles.track}>
                            <span style={{width: `${Math.round(Math.max(0, Math.min(1, label.score)) * 100)}%`}} />
                        </span>
                        score {shown(label.score)}
                    </span>
                )}
                <span>{firesOn(feature.density)}</span>
            </span>
        </div>
    );
}
