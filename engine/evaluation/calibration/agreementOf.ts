import {type EvaluatedAnswer, type Metric, metricSchema} from "../../contract/index.ts";
import {spearman} from "../metrics/spearman.ts";
import {mean} from "../metrics/spread.ts";

export interface Agreement {
    n: number;
    correlation: number | null;
    close: number | null;
    meanDifference: number | null;
}

/** Ratings this near each other count as the same, of 0..2. */
const CLOSE = 0.5;

/** How far a person and the judge agree, by metric, over the answers that both rated; the difference is the judge's rating less the person's. */
export function agreementOf(answers: readonly EvaluatedAnswer[]): Partial<Record<Metric, Agreement>> {
    const agreement: Partial<Record<Metric, Agreement>> = {};
    for (const metric of metricSchema.options) {
        const pairs = answers.flatMap(({byHand, ratings}): [number, number][] => {
            const given = byHand?.[metric];
            const judged = ratings.find((rating) => rating.metric === metric)?.value;
            return given === undefined || judged === undefined || judged === null ? [] : [[given, judged]];
        });
        if (pairs.length === 0) continue;
        const differences = pairs.map(([given, judged]) => judged - given);
        agreement[metric] = {
            n: pairs.length,
            correlation: spearman(pairs),
            close: differences.filter((difference) => Math.abs(difference) <= CLOSE).length / pairs.length,
            meanDifference: mean(differences)
        };
    }
    return agreement;
}
