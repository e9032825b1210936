import type {JudgeChoice} from "../../../engine/contract/evaluation.ts";

/** Who rates, in a few words. */
export function judgeWords(judge: JudgeChoice): string {
    switch (judge.kind) {
        case "likelihood":
            return "rated by likelihoods";
        case "loaded":
            return "rated by the model itself";
        case "openai":
        case "anthropic":
            return `rated by ${judge.model}`;
        default:
            return judge satisfies never;
    }
}
