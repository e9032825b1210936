import {Popover} from "@mantine/core";
import {IconPlus, IconX} from "@tabler/icons-react";
import {useState} from "react";
import type {FeatureId} from "../../../../engine/contract/ids.ts";
import {FeatureSearch} from "../FeatureSearch.tsx";
import {useFeatureName} from "../featureName.ts";
import styles from "./Rules.module.css";

interface PickProps {
    readonly label: string;
    readonly dictionary: string;
    readonly text: string;
    readonly quiet?: boolean;
    readonly onPick: (feature: FeatureId) => void;
}

/** A button that finds a feature. */
export function PickFeature({label, dictionary, text, quiet = false, onPick}: PickProps) {
    const [open, setOpen] = useState(false);
    return (
        <Popover opened={open} onChange={setOpen} position="bottom-start" width={310} trapFocus returnFocus withinPortal>
            <Popover.Target>
                <button type="button" className={quiet ? styles.more : styles.feature} aria-label={label} title={label} onClick={() => setOpen(!open)}>
                    {quiet && <IconPlus size={12} aria-hidden="true" />}
                    {text}
                </button>
            </Popover.Target>
            <Popover.Dropdown p={6}>
                <FeatureSearch
                    inFlow
                    atOnce
                    label={label}
                    dictionary={dictionary}
                    onAdd={(feature) => {
                        setOpen(false);
                        onPick(feature);
                    }}
                />
            </Popover.Dropdown>
        </Popover>
    );
}

interface NameProps {
    readonly feature: FeatureId;
    readonly dictionary: string;
    readonly onChange: (feature: FeatureId) => void;
    /** absent: it is the only one */
    readonly onRemove?: (() => void) | undefined;
}

/** A feature in a sentence: its name, which finds another one. */
export function FeatureName({feature, dictionary, onChange, onRemove}: NameProps) {
    const name = useFeatureName(dictionary, feature);
    return (
        <span className={styles.chip}>
            <PickFeature label={`Another feature than ${name}`} dictionary={dictionary} text={name} onPick={onChange} />
            {onRemove && (
                <button type="button" className={styles.chipRemove} aria-label={`Without ${name}`} onClick={onRemove}>
                    <IconX size={12} aria-hidden="true" />
                </button>
            )}
        </span>
    );
}
