import {NumberInput} from "@mantine/core";

/** of a seed, as the contract has it */
export const MAX_SEED = 0xffff_ffff;

interface Props {
    readonly label: string;
    readonly description?: string;
    /** as it is typed, which may be nothing or too much for now */
    readonly value: string;
    readonly min: number;
    readonly max: number;
    readonly onChange: (value: string) => void;
}

/** A whole number: it can be typed as it comes, and is brought between its ends when the field is left. */
export function NumberField({label, description, value, min, max, onChange}: Props) {
    const error = value === "" ? "A number is needed" : wholeNumber(value, min, max) === null ? `${min} to ${max}` : undefined;
    return (
        <NumberInput
            size="xs"
            label={label}
            description={description}
            min={min}
            max={max}
            allowDecimal={false}
            allowNegative={min < 0}
            clampBehavior="blur"
            value={value}
            error={error}
            onChange={(next) => onChange(String(next))}
        />
    );
}

/** @returns null while it is none between its ends */
export function wholeNumber(text: string, min: number, max: number): number | null {
    const value = text.trim() === "" ? Number.NaN : Number(text);
    return Number.isInteger(value) && value >= min && value <= max ? value : null;
}
