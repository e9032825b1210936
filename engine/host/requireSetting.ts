import {z} from "zod";
import {PROMPT_DATE, readPromptDate} from "../chat/promptDate.ts";
import {EngineError} from "../contract/index.ts";
import {OWN_SAMPLING, readOwnSampling} from "./ownSampling.ts";

/**
 * Settings that the engine itself acts on are refused where they can't be meant; the others are the screen's own.
 * @throws EngineError `input/invalid`
 */
export function requireSetting(name: string, value: unknown): void {
    if (name === PROMPT_DATE) readPromptDate(value);
    if (!name.startsWith(OWN_SAMPLING)) return;
    try {
        readOwnSampling(value);
    } catch (cause) {
        throw new EngineError("input/invalid", {detail: cause instanceof z.ZodError ? z.prettifyError(cause) : String(cause)}, {cause});
    }
}
