import {DEFAULT_SAMPLING} from "../../contract/index.ts";
import type {SteerableModel} from "../../llama/types.ts";

/** Tokens a second: read side by side, as judging does, and written side by side. */
export interface Speed {
    readonly read: number;
    readonly written: number;
}

const SIDE_BY_SIDE = 8;
/** Tokens of each text, the first ones to warm up, and to see whether more would take long. */
const READ = [4, 24] as const;
const WRITTEN = [2, 16] as const;
/** Seconds after which the first, rougher figure has to do. */
const LONG = 1.5;
const UNSTEERED = {edits: [], scope: "answer"} as const;
const TEXT = "How many stars are there, and how far away are they? ";

/**
 * How fast a model is at what evaluations do: some 370 tokens, or a tenth of that where they already take long.
 * @throws EngineError `model/evaluation-failed`; the signal's reason
 */
export async function measureSpeed(
    model: Pick<SteerableModel, "tokenize" | "tokenizeQuestion" | "scoreBranches" | "writeBranches">,
    signal: AbortSignal
): Promise<Speed> {
    const question = model.tokenizeQuestion([{role: "user", content: TEXT.trim()}]);
    const [prefix, last] = [question.slice(0, -1), question.slice(-1)];
    const words = model.tokenize(TEXT.repeat(8));
    const read = await fastest(READ, async (length) => {
        // texts that differ from their first token on, so that nothing is shared
        const branches = Array.from({length: SIDE_BY_SIDE}, (_, i) => ({tokens: [...last, ...words.slice(i, i + length)], steering: UNSTEERED}));
        await model.scoreBranches({prefix, steering: UNSTEERED, branches}, signal);
        return prefix.length + SIDE_BY_SIDE * (length + 1);
    });
    const written = await fastest(WRITTEN, async (maxTokens) => {
        const branches = Array.from({length: SIDE_BY_SIDE}, (_, seed) => ({
            tokens: last,
            steering: UNSTEERED,
            sampling: {...DEFAULT_SAMPLING, maxTokens, seed}
        }));
        const answers = await model.writeBranches({prefix, steering: UNSTEERED, answerFrom: question.length, branches}, signal);
        return answers.reduce((sum, {tokens}) => sum + tokens.length, 0);
    });
    return {read, written};
}

/** Tokens a second of the larger piece of work, or of the smaller where that took long already. */
async function fastest(sizes: readonly number[], work: (size: number) => Promise<number>): Promise<number> {
    let speed = 0;
    for (const size of sizes) {
        const startedAt = performance.now();
        const tokens = await work(size);
        const seconds = (performance.now() - startedAt) / 1000;
        speed = tokens / Math.max(seconds, 1e-6);
        if (seconds > LONG) break;
    }
    return speed;
}
