import {UnusableAnswer} from "../../endpoints/UnusableAnswer.ts";
import type {NewLabel} from "../../store/labelQueries.ts";
import {gatherMaterial, type MaterialSource} from "./gatherMaterial.ts";
import {scoreDetection} from "./scoreDetection.ts";
import type {LabelWriter} from "./types.ts";

/** How a label was made, as it is kept with it: written and tried on passages, or only written. */
export const SCORED = "detection";
export const UNSCORED = "explanation";

/**
 * Has a feature described and its description tried.
 * @throws UnusableAnswer, also for a feature that never fired; what the labeller throws
 */
export async function describeFeature(source: MaterialSource, writer: LabelWriter, feature: number, score: boolean, signal: AbortSignal): Promise<NewLabel> {
    const material = await gatherMaterial(source, feature, signal);
    if (material === undefined) throw new UnusableAnswer("it never fired in the harvest");
    const description = await writer.describe(material, signal);
    const unscored = {feature, description, model: writer.name, method: UNSCORED};
    if (!score) return unscored;
    try {
        const passages = material.questions.map(({passage}) => passage.plain);
        const scored = scoreDetection(material.questions, await writer.detect(description, passages, signal));
        return scored === undefined ? {...unscored, evidence: "not scored: too few texts"} : {...unscored, method: SCORED, ...scored};
    } catch (error) {
        // the description stands; what it is worth is not known
        if (!(error instanceof UnusableAnswer) || error.outage) throw error;
        return {...unscored, evidence: `not scored: ${error.message}`};
    }
}
