import {IconBrackets, IconX} from "@tabler/icons-react";
import {type Comparison, comparisonOperatorSchema, type FeatureReading} from "../../../../engine/contract/conditions.ts";
import {Button} from "../../../widgets/Button.tsx";
import {IconButton} from "../../../widgets/IconButton.tsx";
import {NumberField} from "../NumberField.tsx";
import type {Join} from "./conditionTree.ts";
import {ReadingEditor} from "./ReadingEditor.tsx";
import styles from "./Rules.module.css";
import {operatorWords} from "./ruleWords.ts";

interface Props {
    readonly comparison: Comparison;
    readonly dictionary: string;
    /** its place as people count, from 1 */
    readonly name: string;
    readonly onChange: (comparison: Comparison) => void;
    readonly onAdd: (join: Join) => void;
    readonly onWrap: () => void;
    /** null: it is all there is */
    readonly onRemove: (() => void) | null;
}

const units = {max: "× its maximum", activation: "units"} as const;

/** One comparison, as the middle of a sentence. */
export function ComparisonRow({comparison, dictionary, name, onChange, onAdd, onWrap, onRemove}: Props) {
    const {left, operator, right} = comparison;
    const against = typeof right === "number" ? left.unit : "feature";
    const setAgainst = (next: string) => {
        if (next === "feature") {
            const blank: FeatureReading = {features: [], combine: "max", unit: left.unit, dictionary: left.dictionary ?? dictionary};
            onChange({...comparison, right: blank});
        } else {
            const unit = next === "max" ? "max" : "activation";
            onChange({...comparison, left: {...left, unit}, right: typeof right === "number" ? right : unit === "max" ? 0.5 : 1});
        }
    };
    return (
        // biome-ignore lint/a11y/useSemanticElements: a part of a sentence, not a form of its own
        <div className={styles.comparison} role="group" aria-label={name}>
            <ReadingEditor label={`${name}, left side`} reading={left} dictionary={dictionary} onChange={(next) => onChange({...comparison, left: next})} />
            <select
                className={styles.word}
                aria-label={`${name}: comparison`}
                value={operator}
                onChange={(event) => onChange({...comparison, operator: comparisonOperatorSchema.parse(event.currentTarget.value)})}
            >
                {comparisonOperatorSchema.options.map((option) => (
                    <option key={option} value={option}>
                        {operatorWords[option]}
                    </option>
                ))}
            </select>
            {typeof right === "number" ? (
                <NumberField
                    label={`${name}: number`}
                    value={right}
                    min={-1e6}
                    max={1e6}
                    step={left.unit === "max" ? 0.1 : 0.5}
                    onChange={(number) => onChange({...comparison, right: number})}
                />
            ) : (
                <ReadingEditor
                    label={`${name}, right side`}
                    reading={right}
                    dictionary={dictionary}
                    onChange={(next) => onChange({...comparison, right: next})}
                />
            )}
            <select className={styles.word} aria-label={`${name}: compared with`} value={against} onChange={(event) => setAgainst(event.currentTarget.value)}>
                <option value="max">{units.max}</option>
                <option value="activation">{units.activation}</option>
                <option value="feature">another feature</option>
            </select>
            <span className={styles.ends}>
                <Button small tone="quiet" aria-label={`${name}: and another condition`} onClick={() => onAdd("all")}>
                    and…
                </Button>
                <Button small tone="quiet" aria-label={`${name}: or another condition`} onClick={() => onAdd("any")}>
                    or…
                </Button>
                <IconButton label={`${name}: put in brackets`} onClick={onWrap}>
                    <IconBrackets size={14} />
                </IconButton>
                {onRemove && (
                    <IconButton label={`Remove ${name}`} tone="danger" onClick={onRemove}>
                        <IconX size={14} />
                    </IconButton>
                )}
            </span>
        </div>
    );
}
