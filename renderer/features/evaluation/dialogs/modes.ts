import type {AutosteerInput} from "../../../../engine/contract/evaluation.ts";

export interface ModeFacts {
    readonly candidates: number;
    /** of answers, at most: as many as there are prompts for */
    readonly pairs: number;
    /** tokens that it reads and writes at most, about */
    readonly tokens: number;
}

/** What each way of searching takes, as the engine plans it. */
export const modes: Readonly<Record<AutosteerInput["mode"], ModeFacts>> = {
    fast: {candidates: 20, pairs: 12, tokens: 110_000},
    full: {candidates: 40, pairs: 24, tokens: 210_000}
};
