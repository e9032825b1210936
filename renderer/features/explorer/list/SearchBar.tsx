import {SegmentedControl} from "@mantine/core";
import {IconSearch, IconX} from "@tabler/icons-react";
import {IconButton} from "../../../widgets/IconButton.tsx";
import styles from "./Explorer.module.css";
import type {Search, SearchBy} from "./searches.ts";

interface Props {
    readonly search: Search;
    readonly onChange: (part: Partial<Search>) => void;
    readonly listId: string;
    readonly activeId: string | undefined;
    /** keys that the list understands; true: it did */
    readonly onListKey: (event: React.KeyboardEvent) => boolean;
}

const SEARCH_ID = "saelor-explorer-search";
export const focusExplorerSearch = () => document.getElementById(SEARCH_ID)?.focus();

const ways: ReadonlyArray<{readonly value: SearchBy; readonly label: string; readonly placeholder: string; readonly name: string}> = [
    {value: "words", label: "Words", name: "Search labels", placeholder: "Words of a label, or a number"},
    {value: "meaning", label: "Meaning", name: "Search by meaning", placeholder: "What the feature should be about"},
    {value: "token", label: "Token", name: "Search by token", placeholder: "A token that strongest examples fire on"},
    {value: "text", label: "Text", name: "Text that features fire on", placeholder: "Type or paste a text and see which features fire on it"}
];

/** What is looked for, and how. Arrows move through what was found, Enter opens it. */
export function SearchBar({search, onChange, listId, activeId, onListKey}: Props) {
    const way = ways.find(({value}) => value === search.by) ?? ways[0]!;
    const isText = search.by === "text";
    const shared = {
        id: SEARCH_ID,
        "aria-label": way.name,
        "aria-controls": listId,
        autoComplete: "off",
        spellCheck: false,
        placeholder: way.placeholder
    };
    return (
        <search className={styles.search}>
            <SegmentedControl
                size="xs"
                aria-label="Search by"
                value={search.by}
                data={ways.map(({value, label}) => ({value, label}))}
                onChange={(value) => onChange({by: ways.find((each) => each.value === value)?.value ?? "words"})}
            />
            <div className={styles.field}>
                <IconSearch size={15} className={styles.icon} aria-hidden="true" />
                {isText ? (
                    <textarea
                        {...shared}
                        rows={2}
                        maxLength={20_000}
                        className={styles.input}
                        value={search.text}
                        onChange={(event) => onChange({text: event.currentTarget.value})}
                    />
                ) : (
                    <input
                        {...shared}
                        type="text"
                        role="combobox"
                        aria-expanded="true"
                        aria-activedescendant={activeId}
                        maxLength={500}
                        className={styles.input}
                        value={search.query}
                        onChange={(event) => onChange({query: event.currentTarget.value})}
                        onKeyDown={(event) => {
                            if (onListKey(event)) return;
                            if (event.key !== "Escape" || search.query === "") return;
                            event.preventDefault();
                            onChange({query: ""});
                        }}
                    />
                )}
                {(isText ? search.text : search.query) !== "" && (
                    <IconButton
                        label="Clear"
                        className={styles.clear}
                        onClick={() => {
                            onChange(isText ? {text: ""} : {query: ""});
                            focusExplorerSearch();
                        }}
                    >
                        <IconX size={14} />
                    </IconButton>
                )}
            </div>
        </search>
    );
}
