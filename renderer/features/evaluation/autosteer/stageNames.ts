import type {AutosteerStage} from "../../../../engine/contract/evaluation.ts";

export const stageNames: Record<AutosteerStage, string> = {
    data: "Texts",
    candidates: "Candidates",
    screen: "Screen",
    combine: "Line searches",
    proof: "Proof"
};
