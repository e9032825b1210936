import {Select} from "@mantine/core";
import type {DictionaryInfo} from "../../../engine/contract/models.ts";

interface Props {
    readonly dictionaries: readonly DictionaryInfo[];
    readonly value: string | null;
    readonly onChange: (id: string) => void;
}

const summarise = ({name, layer, purpose}: DictionaryInfo) => `${name}, layer ${layer}${purpose === undefined ? "" : `, ${purpose}`}`;

/** Which dictionary search and inspection look through; hidden where there is no choice. */
export function DictionaryPicker({dictionaries, value, onChange}: Props) {
    if (dictionaries.length < 2) return null;
    return (
        <Select
            size="xs"
            w={190}
            aria-label="Dictionary"
            allowDeselect={false}
            data={dictionaries.map((dictionary) => ({value: dictionary.id, label: summarise(dictionary)}))}
            value={value}
            onChange={(id) => id !== null && onChange(id)}
        />
    );
}
