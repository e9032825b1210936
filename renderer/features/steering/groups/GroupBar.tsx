import {IconStack2} from "@tabler/icons-react";
import {useState} from "react";
import {Button} from "../../../widgets/Button.tsx";
import {IconButton} from "../../../widgets/IconButton.tsx";
import {counted} from "../../../widgets/numbers.ts";
import styles from "./Groups.module.css";

interface Props {
    /** null: nothing is being selected */
    readonly selected: number | null;
    readonly edits: number;
    readonly names: readonly string[];
    readonly onSelecting: (selecting: boolean) => void;
    readonly onGroup: (name: string) => void;
}

/** Puts edits together: select them, say a name. */
export function GroupBar({selected, edits, names, onSelecting, onGroup}: Props) {
    const [name, setName] = useState("");
    if (selected === null) {
        return (
            <div className={styles.bar}>
                <span>{counted(edits, "edit")}</span>
                <IconButton label="Group edits" text="Group" onClick={() => onSelecting(true)}>
                    <IconStack2 size={15} />
                </IconButton>
            </div>
        );
    }
    const leave = () => {
        setName("");
        onSelecting(false);
    };
    return (
        <form
            className={styles.bar}
            aria-label="Group the selected edits"
            onSubmit={(event) => {
                event.preventDefault();
                onGroup(name.trim() === "" ? nextName(names) : name.trim());
                leave();
            }}
            onKeyDown={(event) => {
                if (event.key !== "Escape") return;
                event.stopPropagation();
                leave();
            }}
        >
            <input
                className={styles.groupName}
                aria-label="Name of the new group"
                placeholder={nextName(names)}
                maxLength={80}
                list="saelor-groups"
                value={name}
                onChange={(event) => setName(event.currentTarget.value)}
            />
            <datalist id="saelor-groups">
                {names.map((known) => (
                    <option key={known} value={known} />
                ))}
            </datalist>
            <Button small type="submit" tone="accent" disabled={selected < 1}>
                Group {selected}
            </Button>
            <Button small onClick={leave}>
                Cancel
            </Button>
        </form>
    );
}

/** the first name of its kind that is free */
function nextName(names: readonly string[]): string {
    for (let number = 1; ; number++) if (!names.includes(`Group ${number}`)) return `Group ${number}`;
}
