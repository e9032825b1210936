import type {FeatureFilters} from "../../contract/index.ts";
import {USER_SOURCE} from "../../store/labelQueries.ts";
import type {Activity} from "./activityOf.ts";
import type {LabelIndex} from "./LabelIndex.ts";

interface Known {
    readonly index: LabelIndex;
    readonly activity: Activity;
}

type Test = (feature: number) => boolean;

const anything: Test = () => true;

/**
 * Whether a feature passes filters. What is not known of a feature passes none that asks for it; the user's own label passes any score. Source and score
 * are asked of the same label.
 */
export function passes({index, activity: {density}}: Known, filters: FeatureFilters): Test {
    const {alive, minDensity, maxDensity, labelled, source, minScore} = filters;
    const tests: Test[] = [];
    if (alive !== undefined) tests.push(alive ? (feature) => density[feature]! > 0 : (feature) => density[feature] === 0);
    if (minDensity !== undefined) tests.push((feature) => density[feature]! >= minDensity);
    if (maxDensity !== undefined) tests.push((feature) => density[feature]! <= maxDensity);
    if (labelled !== undefined) tests.push((feature) => Number.isNaN(index.best[feature]!) !== labelled);
    if (source !== undefined || minScore !== undefined) {
        const suiting = new Uint8Array(index.nFeatures);
        for (const label of index.labels()) {
            if (source !== undefined && label.source !== source) continue;
            if (minScore === undefined || label.source === USER_SOURCE || (label.score ?? -1) >= minScore) suiting[label.feature] = 1;
        }
        tests.push((feature) => suiting[feature] === 1);
    }
    return tests.reduce<Test>((both, test) => (both === anything ? test : (feature) => both(feature) && test(feature)), anything);
}
