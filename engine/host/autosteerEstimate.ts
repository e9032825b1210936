import {PLANS} from "../autosteer/plans.ts";
import {type AutosteerInput, isEngineError} from "../contract/index.ts";
import type {EvaluationUses} from "./evaluationUses.ts";

/** Of the tokens that a run takes, those that the model writes; the rest it reads. A fast run on the demo writes 17,000 of 88,000. */
const WRITTEN = 0.2;

/** What a run of AutoSteer is meant to take at most, and how long the loaded model needs for that, where its speed is known. */
export async function autosteerEstimate(
    {requireLoaded, speedOf}: Pick<EvaluationUses, "requireLoaded" | "speedOf">,
    mode: AutosteerInput["mode"]
): Promise<{tokens: number; seconds?: number}> {
    const tokens = PLANS[mode].budgetTokens;
    try {
        const {modelId, model, dictionary} = requireLoaded();
        const speed = await speedOf({modelId, model: model.name, dictionary}, model.model);
        return speed === undefined ? {tokens} : {tokens, seconds: tokens * ((1 - WRITTEN) / speed.read + WRITTEN / speed.written)};
    } catch (error) {
        if (isEngineError(error, "model/not-loaded") || isEngineError(error, "dictionary/not-loaded")) return {tokens};
        throw error;
    }
}
