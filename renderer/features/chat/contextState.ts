import type {ContextUse} from "../../../engine/contract/chat.ts";
import {count, percent} from "../../widgets/numbers.ts";

/** an answer cut shorter than this is worth a warning at once */
const SHORT_ANSWER = 256;

/**
 * `short`: the answer may end before what it is promised, and soon; `over`: the question itself does not fit.
 * A promise that is larger than the room is common, and no alarm while there is room for an answer of ordinary length.
 */
export function contextState({tokens, contextSize, answerTokens}: ContextUse): {state: "roomy" | "short" | "over"; left: number} {
    const left = Math.max(0, contextSize - tokens);
    if (left === 0) return {state: "over", left};
    return {state: left < Math.min(answerTokens, Math.max(SHORT_ANSWER, contextSize / 8)) ? "short" : "roomy", left};
}

/** The figures, as sentences. */
export function contextWords(use: ContextUse): string {
    const {tokens, systemTokens, draftTokens, contextSize, answerTokens} = use;
    const {state, left} = contextState(use);
    const parts = [systemTokens > 0 && `${count(systemTokens)} system prompt`, draftTokens > 0 && `${count(draftTokens)} this message`].filter(Boolean);
    const used = `${count(tokens)} of ${count(contextSize)} tokens used (${percent(tokens / contextSize)})${parts.length > 0 ? `: ${parts.join(", ")}` : ""}.`;
    if (state === "over") return `${used} There is no room for an answer: shorten it, or begin a new chat.`;
    return left < answerTokens
        ? `${used} The answer may take ${count(answerTokens)}, but there is room for ${count(left)}.`
        : `${used} The answer may take ${count(answerTokens)}.`;
}
