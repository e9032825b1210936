import {EngineError} from "../contract/index.ts";
import {PINNED_DATE} from "../llama/renderPrompt.ts";
import type {Store} from "../store/openStore.ts";

/** The workspace's setting: what chat templates take for today. */
export const PROMPT_DATE = "promptDate";

/**
 * What is written into prompts as the date; undefined: the pinned one. Letters, digits and what dates are written with: a date must not become a
 * template's token.
 * @throws EngineError `input/invalid`
 */
export function readPromptDate(value: unknown): string | undefined {
    if (value === undefined || value === null || value === PINNED_DATE) return undefined;
    if (typeof value !== "string" || !/^[\p{L}\p{N}][\p{L}\p{N}\p{M} .,:/+-]{0,59}$/u.test(value))
        throw new EngineError("input/invalid", {detail: `${PROMPT_DATE}: up to 60 letters, digits and . , : / + -`});
    return value;
}

/** The date of new answers. */
export function presentPromptDate(store: Pick<Store, "settings">): string | undefined {
    return readPromptDate(store.settings.get(PROMPT_DATE));
}

/** As an option that is absent where the date is the pinned one. */
export function dated(date: string | undefined): {readonly date?: string} {
    return date === undefined ? {} : {date};
}
