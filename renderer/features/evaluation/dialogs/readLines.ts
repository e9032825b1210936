import type {EvaluationPrompt} from "../../../../engine/contract/evaluation.ts";

/** Lines that say something. */
export const readLines = (text: string) =>
    text
        .split(/\r?\n/)
        .map((line) => line.trim())
        .filter((line) => line !== "");

export interface PromptsRead {
    readonly prompts: EvaluationPrompt[];
    /** prompts that were there before, and are left out */
    readonly repeated: number;
}

/** One prompt a line, each once; lines below it that begin with a dash are facts that a true answer says. Facts of one that comes again go to the first. */
export function readPrompts(text: string): PromptsRead {
    const prompts = new Map<string, {text: string; facts?: string[]}>();
    let last: {text: string; facts?: string[]} | undefined;
    let repeated = 0;
    for (const line of readLines(text)) {
        const fact = /^[-–•]\s+(.+)$/.exec(line)?.[1];
        if (fact !== undefined && last !== undefined) {
            if (!last.facts?.includes(fact)) last.facts = [...(last.facts ?? []), fact];
            continue;
        }
        const known = prompts.get(line);
        if (known !== undefined) repeated++;
        last = known ?? {text: line};
        prompts.set(line, last);
    }
    return {prompts: [...prompts.values()], repeated};
}

export type NumbersRead = {readonly numbers: number[]} | {readonly problem: string};

/** Numbers as people list them: by commas, semicolons or spaces, each once, the smallest first. */
export function readNumbers(text: string): NumbersRead {
    const parts = text.split(/[\s,;]+/).filter((part) => part !== "");
    const values = parts.map((part) => Number(part.replace("−", "-")));
    const odd = parts.find((_, i) => !Number.isFinite(values[i]));
    if (odd !== undefined) return {problem: `“${odd.slice(0, 20)}” is no number`};
    return {numbers: [...new Set(values)].sort((a, b) => a - b)};
}

/** The same of numbers with decimals: where no point shows that commas stand between numbers, one between digits may be meant as a point, and is refused. */
export function readDecimals(text: string): NumbersRead {
    const doubtful = text.includes(".") ? undefined : /\d*,\d+/.exec(text)?.[0];
    if (doubtful !== undefined)
        return {problem: `“${doubtful}” can be read in two ways: write ${doubtful.replace(/^,/, "0,").replace(",", ".")}, or a space after the comma`};
    return readNumbers(text);
}
