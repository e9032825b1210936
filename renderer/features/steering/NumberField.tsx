import {useState} from "react";
import styles from "./NumberField.module.css";

interface Props {
    readonly label: string;
    readonly value: number;
    readonly min: number;
    readonly max: number;
    readonly whole?: boolean;
    readonly step?: number;
    readonly disabled?: boolean;
    readonly onChange: (value: number) => void;
}

/** A number as it is typed: it counts while it is one within its limits; what is not is marked, and goes when the field is left. */
export function NumberField({label, value, min, max, whole = false, step = 1, disabled = false, onChange}: Props) {
    const [draft, setDraft] = useState<string>();
    const read = (text: string) => {
        const number = Number(text.trim().replace("\u2212", "-").replace(",", "."));
        return text.trim() !== "" && Number.isFinite(number) && number >= min && number <= max && (!whole || Number.isInteger(number)) ? number : undefined;
    };
    const isBad = draft !== undefined && read(draft) === undefined;
    return (
        <input
            className={styles.field}
            aria-label={label}
            aria-invalid={isBad || undefined}
            title={isBad ? `A ${whole ? "whole " : ""}number from ${min} to ${max}` : undefined}
            inputMode="decimal"
            disabled={disabled}
            value={draft ?? String(Number(value.toFixed(4)))}
            onChange={(event) => {
                const text = event.currentTarget.value;
                setDraft(text);
                const number = read(text);
                if (number !== undefined) onChange(number);
            }}
            onBlur={() => setDraft(undefined)}
            onKeyDown={(event) => {
                if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
                event.preventDefault();
                setDraft(undefined);
                const next = value + (event.key === "ArrowUp" ? step : -step);
                onChange(Number(Math.max(min, Math.min(max, next)).toFixed(6)));
            }}
        />
    );
}
