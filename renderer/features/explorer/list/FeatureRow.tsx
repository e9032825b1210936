import {memo} from "react";
import {classes} from "../../../widgets/classes.ts";
import {firesOn} from "../../../widgets/firesOn.ts";
import {percent, shown} from "../../../widgets/numbers.ts";
import {matchedLabel, sourceWords, WEAK_SCORE} from "../../steering/index.ts";
import {densityShare} from "../logScale.ts";
import styles from "./FeatureList.module.css";
import type {Row} from "./useListPages.ts";

interface Props {
    readonly row: Row;
    readonly query: string;
    /** the highest value among the rows; of rows with values */
    readonly highest: number | undefined;
}

/** What a row of the list says of its feature. */
export const FeatureRow = memo(function FeatureRow({row: {feature, value}, query, highest}: Props) {
    const label = feature.labels[0];
    const matched = matchedLabel(feature.labels, query);
    const {density, maxActivation, moderation} = feature;
    const weak = label?.score !== undefined && label.score < WEAK_SCORE;
    return (
        <>
            <span className={styles.index}>{feature.feature}</span>
            <span className={classes(styles.label, label === undefined && styles.unlabelled, weak && styles.weak)}>
                {label?.description ?? "no label yet"}
                {matched !== undefined && (
                    <small>
                        {" "}
                        also “{matched.description}”, by {sourceWords(matched.source)}
                    </small>
                )}
                {moderation !== undefined && <em className={styles.moderated}>{moderation.category}</em>}
            </span>
            {value !== undefined && (
                <span className={styles.value} title={`reaches ${shown(value)} on this text`}>
                    <span className={styles.signal}>
                        <span style={{width: `${highest ? (value / highest) * 100 : 0}%`}} />
                    </span>
                    {shown(value)}
                </span>
            )}
            <span className={styles.density} title={firesOn(density)}>
                {density === undefined ? (
                    <span className={styles.unlabelled}>{firesOn(density)}</span>
                ) : (
                    <>
                        <span className={styles.track}>
                            <span style={{width: `${densityShare(density) * 100}%`}} />
                        </span>
                        {density === 0 ? "never" : percent(density)}
                    </>
                )}
            </span>
            <span className={styles.max}>{maxActivation === undefined ? "" : shown(maxActivation, 1)}</span>
            <span className={classes(styles.score, weak && styles.weak)}>{label?.score === undefined ? "" : shown(label.score)}</span>
        </>
    );
});
