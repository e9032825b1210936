import {Tooltip} from "@mantine/core";
import {shown} from "../../widgets/numbers.ts";
import styles from "./EditRow.module.css";
import type {EditReading} from "./useCheck.ts";

const SHARE = "How far it pushes, as a share of R: the layer’s median residual norm over ordinary tokens.";
const MAXIMA = "The same in multiples of the most that this feature was seen to do by itself.";
const TARGET = "What the feature is held at, in multiples of the most that it was seen to do by itself.";

/** How strong an edit is, in both readings that a person can compare. */
export function Readings({reading}: {readonly reading: EditReading}) {
    const {share, maxima, edit} = reading;
    if (share === undefined && maxima === undefined) return null;
    // both are lengths of the step: which way it goes is the value's
    const sign = (edit.mode === "nudge" || edit.mode === "add") && edit.value < 0 ? -1 : 1;
    return (
        <span className={styles.readings}>
            {share !== undefined && (
                <Tooltip label={SHARE} multiline w={230}>
                    <span>{(sign * share).toFixed(2).replace("-", "−")} R</span>
                </Tooltip>
            )}
            {maxima !== undefined && (
                <Tooltip label={edit.mode === "pin" ? TARGET : MAXIMA} multiline w={230}>
                    <span>{shown(sign * maxima, 1)}× max</span>
                </Tooltip>
            )}
        </span>
    );
}
