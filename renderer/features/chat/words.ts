import type {FinishReason, GenerationStats} from "../../../engine/contract/chat.ts";

/** Why an answer ended, in plain words; null where it needs none. */
export const finishWords: Record<FinishReason, string | null> = {
    "end-of-turn": null,
    "max-tokens": "reached the token limit",
    "context-full": "the context is full",
    stopped: "stopped",
    interrupted: "interrupted",
    failed: "failed",
    aborted: "ended by a rule",
    handled: "answered by a rule",
    written: "written by hand"
};

export const canContinue = (reason: FinishReason | undefined) =>
    reason === "stopped" || reason === "max-tokens" || reason === "interrupted" || reason === "written";

/** Tokens per second of the answer itself; null where too little was written to say. */
export function tokensPerSecond({answerTokens, answerMs}: GenerationStats): number | null {
    return answerTokens < 2 || answerMs <= 0 ? null : (answerTokens / answerMs) * 1000;
}

export function rate(value: number): string {
    return `${value < 10 ? value.toFixed(1) : Math.round(value)} tokens/s`;
}
