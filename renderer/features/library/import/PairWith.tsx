import {Select} from "@mantine/core";
import {modelTitle} from "../../models/index.ts";
import {useModels} from "../useLibrary.ts";
import {type DictionaryShape, whyNot} from "../whyNot.ts";
import styles from "./ImportDialog.module.css";

interface Props {
    readonly shape: DictionaryShape;
    readonly value: string | null;
    readonly onChange: (modelId: string | null) => void;
}

/** Which model a dictionary is for: those of its width; one that lacks its layer is shown with that reason, and can't be chosen. */
export function PairWith({shape, value, onChange}: Props) {
    const models = (useModels().data ?? []).filter(({available, facts}) => available && (facts === undefined || facts.dModel === shape.dModel));
    const reasons = new Map(models.map(({id, facts}) => [id, whyNot(shape, facts)]));
    return (
        <Select
            size="xs"
            label="Model to pair it with"
            placeholder={models.length === 0 ? "none of this width yet" : "none for now"}
            disabled={models.length === 0}
            clearable
            data={models.map(({id, name, facts}) => ({
                value: id,
                label: [modelTitle(name, facts?.name), facts?.quantization].filter(Boolean).join(", "),
                disabled: reasons.get(id) !== null
            }))}
            renderOption={({option}) => (
                <span className={styles.model}>
                    {option.label}
                    {reasons.get(option.value) != null && <small>{reasons.get(option.value)}</small>}
                </span>
            )}
            value={value}
            onChange={onChange}
        />
    );
}
