import {IconSearch, IconX} from "@tabler/icons-react";
import {useKeys} from "../../../app/actions/useBindings.ts";
import styles from "./Search.module.css";
import {searchFieldId, setSearchText} from "./searchText.ts";

interface Props {
    readonly text: string;
    readonly listId: string;
    /** id of the hit that Enter opens */
    readonly activeId: string | undefined;
    readonly onKeyDown: (event: React.KeyboardEvent) => void;
}

/** Where the words are written that are looked for in all conversations. */
export function SearchField({text, listId, activeId, onKeyDown}: Props) {
    const keys = useKeys("searchMessages");
    return (
        <div className={styles.field}>
            <IconSearch size={14} aria-hidden="true" />
            <input
                id={searchFieldId}
                type="text"
                role="combobox"
                aria-label="Search all conversations"
                aria-expanded={text !== ""}
                aria-controls={listId}
                aria-activedescendant={activeId}
                autoComplete="off"
                spellCheck={false}
                placeholder="Search conversations"
                title={keys === undefined ? undefined : `Search all conversations  ·  ${keys}`}
                maxLength={500}
                value={text}
                onChange={(event) => setSearchText(event.currentTarget.value)}
                onKeyDown={onKeyDown}
            />
            {text !== "" && (
                <button type="button" aria-label="End the search" className={styles.clear} onClick={() => setSearchText("")}>
                    <IconX size={13} />
                </button>
            )}
        </div>
    );
}
