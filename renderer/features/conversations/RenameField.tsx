import styles from "./ConversationRail.module.css";

interface Props {
    readonly label: string;
    readonly value: string;
    readonly maxLength: number;
    /** null: as it was */
    readonly onDone: (name: string | null) => void;
}

/** A name that is written where it stands: Enter and leaving keep it, Escape does not. */
export function RenameField({label, value, maxLength, onDone}: Props) {
    const finish = (typed: string) => onDone(typed.trim() === "" || typed.trim() === value ? null : typed.trim());
    return (
        <input
            className={styles.rename}
            aria-label={label}
            defaultValue={value}
            maxLength={maxLength}
            ref={(input) => {
                if (input && document.activeElement !== input) input.select();
            }}
            onBlur={(event) => finish(event.currentTarget.value)}
            onKeyDown={(event) => {
                if (event.key === "Enter") finish(event.currentTarget.value);
                if (event.key === "Escape") {
                    event.preventDefault();
                    event.stopPropagation();
                    onDone(null);
                }
            }}
        />
    );
}
