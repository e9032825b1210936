import type {Sweep} from "../../../../engine/contract/evaluation.ts";
import {shown} from "../../../widgets/numbers.ts";
import {SmallChart} from "../chart/SmallChart.tsx";
import styles from "./Sweep.module.css";

interface Props {
    readonly sweep: Pick<Sweep, "points">;
    readonly set: number;
    readonly strength: number;
    readonly unit: string;
}

/** 3-grams that were there before; above this it is bad. */
const REPETITIVE = 0.2;

/** What the steering costs, at each strength. */
export function DamagePanel({sweep: {points}, set, strength, unit}: Props) {
    const steered = points
        .filter((point) => point.arm === "unsteered" || (point.arm === "steered" && point.set === set))
        .toSorted((a, b) => a.strength - b.strength);
    const repetition = steered.map((point) => ({x: point.strength, y: point.repetition.mean}));
    const rise = steered.map((point) => ({x: point.strength, y: point.nllRise.mean}));
    const knowledge = steered.flatMap((point) => (point.knowledge === null ? [] : [{x: point.strength, y: point.knowledge}]));
    const at = (line: ReadonlyArray<{x: number; y: number}>, show: (y: number) => string) => {
        const here = line.find(({x}) => x === strength);
        return here === undefined ? undefined : show(here.y);
    };
    const share = (y: number) => `${shown(y * 100, 0)} %`;
    return (
        <div className={styles.damage}>
            <SmallChart
                title="Repetition"
                reading={at(repetition, share)}
                points={repetition}
                axis={unit}
                show={share}
                within={[0, 0.3]}
                marked={strength}
                limit={{y: REPETITIVE, words: "bad from here"}}
            />
            <SmallChart
                title="Less likely to the unsteered model"
                reading={at(rise, (y) => `${shown(y)} nats`)}
                points={rise}
                axis={unit}
                within={[0, 1]}
                marked={strength}
            />
            {knowledge.length > 0 && (
                <SmallChart
                    title="Knowledge"
                    reading={at(knowledge, (y) => `${shown(y, 0)} % right`)}
                    points={knowledge}
                    axis={unit}
                    show={(y) => `${shown(y, 0)} %`}
                    within={[0, 100]}
                    marked={strength}
                />
            )}
        </div>
    );
}
