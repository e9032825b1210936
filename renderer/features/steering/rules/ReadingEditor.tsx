import {CONDITION_LIMITS, type FeatureReading, featureReadingSchema} from "../../../../engine/contract/conditions.ts";
import type {FeatureId} from "../../../../engine/contract/ids.ts";
import {FeatureName, PickFeature} from "./FeatureNames.tsx";
import styles from "./Rules.module.css";
import {combineWords} from "./ruleWords.ts";

interface Props {
    readonly reading: FeatureReading;
    readonly dictionary: string;
    /** what it is for a screen reader: `Left side` */
    readonly label: string;
    readonly onChange: (reading: FeatureReading) => void;
}

/** One feature, or several as one number. */
export function ReadingEditor({reading, dictionary: firstDictionary, label, onChange}: Props) {
    const {features, combine} = reading;
    const dictionary = reading.dictionary ?? firstDictionary;
    const setFeatures = (next: readonly FeatureId[]) => onChange({...reading, dictionary, features: [...new Set(next)]});
    return (
        // biome-ignore lint/a11y/useSemanticElements: a part of a sentence, not a form of its own
        <span className={styles.reading} role="group" aria-label={label}>
            {features.length > 1 && (
                <select
                    className={styles.word}
                    aria-label={`${label}: how several become one`}
                    value={combine}
                    onChange={(event) => onChange({...reading, combine: featureReadingSchema.shape.combine.parse(event.currentTarget.value)})}
                >
                    {Object.entries(combineWords).map(([value, words]) => (
                        <option key={value} value={value}>
                            {words}
                        </option>
                    ))}
                </select>
            )}
            {features.map((feature, at) => (
                <FeatureName
                    key={feature}
                    feature={feature}
                    dictionary={dictionary}
                    onChange={(next) => setFeatures(features.with(at, next))}
                    onRemove={features.length > 1 ? () => setFeatures(features.toSpliced(at, 1)) : undefined}
                />
            ))}
            {features.length === 0 ? (
                <PickFeature
                    label={`${label}: choose a feature`}
                    dictionary={dictionary}
                    text="choose a feature"
                    onPick={(feature) => setFeatures([feature])}
                />
            ) : (
                features.length < CONDITION_LIMITS.features && (
                    <PickFeature
                        quiet
                        label={`${label}: together with another feature`}
                        dictionary={dictionary}
                        text=""
                        onPick={(feature) => setFeatures([...features, feature])}
                    />
                )
            )}
        </span>
    );
}
