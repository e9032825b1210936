import {TextInput} from "@mantine/core";
import {useState} from "react";
import {readStrength} from "./readStrength.ts";

interface StrengthInputProps {
    readonly value: number;
    readonly range: {readonly min: number; readonly max: number; readonly step: number};
    readonly label: string;
    readonly classNames: {readonly root: string; readonly input: string};
    readonly onChange: (value: number) => void;
}

/** The exact strength: what is typed counts while it is a strength; what is not is marked, and goes when the field is left. */
export function StrengthInput({value, range, label, classNames, onChange}: StrengthInputProps) {
    const [draft, setDraft] = useState<string>();
    const leave = () => setDraft(undefined);
    const step = (direction: number) => {
        leave();
        onChange(Number((value + direction * range.step).toFixed(6)));
    };
    return (
        <TextInput
            aria-label={label}
            classNames={classNames}
            size="xs"
            inputMode="decimal"
            value={draft ?? String(Number(value.toFixed(4)))}
            error={draft !== undefined && readStrength(draft, range) === undefined}
            onChange={(event) => {
                const text = event.currentTarget.value;
                const read = readStrength(text, range);
                setDraft(text);
                if (read !== undefined) onChange(read);
            }}
            onBlur={leave}
            onKeyDown={(event) => {
                if (event.key === "Enter") leave();
                if (event.key === "ArrowUp" || event.key === "ArrowDown") {
                    event.preventDefault();
                    step(event.key === "ArrowUp" ? 1 : -1);
                }
            }}
        />
    );
}
