import type {EvaluationPrompt} from "../contract/index.ts";
import type {Work} from "./types.ts";
import {writeList} from "./writeList.ts";

const TOKENS_EACH = 32;

/** Everyday questions that the model writes itself, under a grammar; whatever is no question is left out. */
export async function writePrompts(work: Work, n: number): Promise<EvaluationPrompt[]> {
    const wording = `Write ${n} different questions or requests that people might put to an assistant, on ${n} different subjects. Each is one short sentence. Answer with a JSON list of strings.`;
    const texts = await writeList(work, "prompts", wording, {n, tokensEach: TOKENS_EACH});
    return texts.filter((text) => text.split(" ").length >= 3).map((text) => ({text}));
}
