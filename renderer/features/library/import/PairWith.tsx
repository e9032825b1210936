import {Select} from "@mantine/core";
import {useModels} from "../useLibrary.ts";

interface Props {
    readonly dModel: number;
    readonly value: string | null;
    readonly onChange: (modelId: string | null) => void;
}

/** Which model a dictionary is for: those of its width. */
export function PairWith({dModel, value, onChange}: Props) {
    const models = (useModels().data ?? []).filter(({available, facts}) => available && (facts === undefined || facts.dModel === dModel));
    return (
        <Select
            size="xs"
            label="Model to pair it with"
            placeholder={models.length === 0 ? "none of this width yet" : "none for now"}
            disabled={models.length === 0}
            clearable
            data={models.map(({id, name, facts}) => ({value: id, label: facts?.quantization === undefined ? name : `${name}, ${facts.quantization}`}))}
            value={value}
            onChange={onChange}
        />
    );
}
