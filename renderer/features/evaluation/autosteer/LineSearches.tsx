import type {LineSearch} from "../../../../engine/contract/evaluation.ts";
import type {FeatureId} from "../../../../engine/contract/ids.ts";
import {shown, signed} from "../../../widgets/numbers.ts";
import {SmallChart} from "../chart/SmallChart.tsx";
import styles from "./Autosteer.module.css";
import {nameOf} from "./featureNames.ts";

interface Props {
    readonly searches: readonly LineSearch[];
    readonly names: ReadonlyMap<FeatureId, string>;
}

/** Each feature that was tried in the set, over its strengths. */
export function LineSearches({searches, names}: Props) {
    const name = (feature: FeatureId) => nameOf(names, feature);
    return (
        <ul className={styles.searches}>
            {searches.map(({before, feature, points, accepted}, index) => {
                const sorted = points.toSorted((a, b) => a.strength - b.strength);
                const best = sorted.reduce<(typeof sorted)[number] | undefined>(
                    (top, point) => (top === undefined || point.objective > top.objective ? point : top),
                    undefined
                );
                const others = before.filter((move) => move.feature !== feature).map((move) => `${name(move.feature)} ${signed(move.strength)}`);
                return (
                    // biome-ignore lint/suspicious/noArrayIndexKey: a search is its place
                    <li key={index} data-accepted={accepted || undefined}>
                        <SmallChart
                            title={name(feature)}
                            reading={accepted && best !== undefined ? `taken at ${shown(best.strength)}` : "not taken"}
                            points={sorted.map(({strength, objective}) => ({x: strength, y: objective}))}
                            axis="R"
                            marked={accepted ? best?.strength : undefined}
                        />
                        <small>{others.length === 0 ? "alone" : `with ${others.join(", ")}`}</small>
                    </li>
                );
            })}
        </ul>
    );
}
