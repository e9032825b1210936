import {Select} from "@mantine/core";
import type {DictionaryInfo} from "../../../engine/contract/models.ts";
import styles from "./ModelPicker.module.css";
import {shortName, tells} from "./words.ts";

interface Props {
    readonly dictionaries: readonly DictionaryInfo[];
    readonly value: string | null;
    readonly onChange: (id: string) => void;
}

/** Which dictionary search and inspection look through; hidden where there is no choice. */
export function DictionaryPicker({dictionaries, value, onChange}: Props) {
    if (dictionaries.length < 2) return null;
    return (
        <Select
            size="xs"
            w={190}
            aria-label="Dictionary"
            allowDeselect={false}
            data={dictionaries.map((dictionary) => ({value: dictionary.id, label: shortName(dictionary, dictionaries)}))}
            renderOption={({option}) => <DictionaryOption dictionary={dictionaries.find(({id}) => id === option.value)} label={option.label} />}
            comboboxProps={{width: 280, position: "bottom-start"}}
            value={value}
            onChange={(id) => id !== null && onChange(id)}
        />
    );
}

function DictionaryOption({dictionary, label}: {readonly dictionary: DictionaryInfo | undefined; readonly label: string}) {
    return (
        <span className={styles.option}>
            {label}
            {dictionary !== undefined && (
                <small>
                    {[
                        ...(label.startsWith(dictionary.name) ? [] : [dictionary.name]),
                        ...(tells(dictionary.name, `${dictionary.nFeatures} features`) ? [] : [`${dictionary.nFeatures.toLocaleString("en")} features`])
                    ].join(", ")}
                </small>
            )}
        </span>
    );
}
