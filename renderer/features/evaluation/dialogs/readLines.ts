import type {EvaluationPrompt} from "../../../../engine/contract/evaluation.ts";

/** Lines that say something. */
export const readLines = (text: string) =>
    text
        .split(/\r?\n/)
        .map((line) => line.trim())
        .filter((line) => line !== "");

/** One prompt a line; lines below it that begin with a dash are facts that a true answer says. */
export function readPrompts(text: string): EvaluationPrompt[] {
    const prompts: {text: string; facts?: string[]}[] = [];
    for (const line of readLines(text)) {
        const fact = /^[-–•]\s+(.+)$/.exec(line)?.[1];
        const last = prompts.at(-1);
        if (fact === undefined || last === undefined) prompts.push({text: line});
        else last.facts = [...(last.facts ?? []), fact];
    }
    return prompts;
}

/**
 * Numbers as people list them: by commas, semicolons or spaces.
 * @returns each once, the smallest first; null where one is no number
 */
export function readNumbers(text: string): number[] | null {
    const parts = text.split(/[\s,;]+/).filter((part) => part !== "");
    const values = parts.map((part) => Number(part.replace("−", "-")));
    return values.every(Number.isFinite) ? [...new Set(values)].sort((a, b) => a - b) : null;
}
