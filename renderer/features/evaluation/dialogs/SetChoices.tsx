import {Checkbox} from "@mantine/core";
import styles from "../Evaluation.module.css";
import type {EditSet} from "./openDialog.ts";

interface Props {
    readonly offered: readonly EditSet[];
    readonly chosen: ReadonlySet<number>;
    readonly onChange: (chosen: ReadonlySet<number>) => void;
}

/** as the contract has it */
export const MAX_SETS = 8;

/** Which steerings are swept, side by side. */
export function SetChoices({offered, chosen, onChange}: Props) {
    return (
        <fieldset className={styles.sets}>
            <legend>What is swept</legend>
            {offered.map(({name, steering}, index) => (
                <Checkbox
                    // biome-ignore lint/suspicious/noArrayIndexKey: names may be the same
                    key={index}
                    size="xs"
                    checked={chosen.has(index)}
                    disabled={!chosen.has(index) && chosen.size >= MAX_SETS}
                    label={
                        <>
                            {name}{" "}
                            <small>
                                {steering.edits.length === 1 ? "1 edit" : `${steering.edits.length} edits`}
                                {(steering.rules?.length ?? 0) > 0 && ", with rules"}
                            </small>
                        </>
                    }
                    onChange={(event) => {
                        const next = new Set(chosen);
                        if (event.currentTarget.checked) next.add(index);
                        else next.delete(index);
                        onChange(next);
                    }}
                />
            ))}
        </fieldset>
    );
}
