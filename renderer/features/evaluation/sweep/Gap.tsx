import type {Sweep} from "../../../../engine/contract/evaluation.ts";
import {counted, shown} from "../../../widgets/numbers.ts";
import styles from "./Sweep.module.css";

interface Props {
    readonly sweep: Pick<Sweep, "chosen" | "choosing" | "report" | "reporting">;
    readonly setNames: readonly string[];
    /** `R`, or how many times a set */
    readonly unit: string;
}

/** What was chosen scores on the prompts that chose it, beside those that report: choosing flatters. */
export function Gap({sweep: {chosen, choosing, report, reporting}, setNames, unit}: Props) {
    const lines = chosen.flatMap(({set, strength, score}) => {
        const reported = report.find((point) => point.arm === "steered" && point.set === set)?.score;
        return reported ? [{set, strength, chose: Math.round(score), reports: Math.round(reported.mean)}] : [];
    });
    if (lines.length === 0) return null;
    const several = setNames.length > 1;
    return (
        <ul className={styles.gap} aria-label="Where it was chosen, and where not">
            {lines.map(({set, strength, chose, reports}) => (
                <li key={set}>
                    {several && `${setNames[set]}: `}
                    at {shown(strength)} {unit} it scores <b>{chose}</b> on the {counted(choosing.length, "prompt that chose", "prompts that chose")} it,{" "}
                    <b>{reports}</b> on the {counted(reporting.length, "other", "others")}
                    {drop(chose - reports)}
                </li>
            ))}
        </ul>
    );
}

function drop(less: number): string {
    if (less <= 0) return ".";
    return `: ${counted(less, "point")} less. Expect the second number.`;
}
