import type {Work} from "./types.ts";
import {writeList} from "./writeList.ts";

const PICKED = 3;
/** Labels that the model is shown. */
export const SHOWN = 60;

/**
 * Features that the model itself picks from labels, under a grammar.
 * @param labelled best first; the first sixty are shown
 */
export async function pickByLabel(work: Work, instruction: string, labelled: readonly {readonly feature: number; readonly label: string}[]): Promise<number[]> {
    const shown = labelled.slice(0, SHOWN);
    if (shown.length <= PICKED) return [];
    const wording = [
        `A language model is to follow this instruction: ${JSON.stringify(instruction)}`,
        "Below are features of the model, each with a number and a description. Which three would, if they were strengthened, make its answers most so?",
        "",
        // quoted: labels come from anywhere, and may read like instructions
        ...shown.map(({label}, i) => `${10 + i}: ${JSON.stringify(label)}`),
        "",
        'Answer with a JSON list of three numbers as strings, as ["10","11","12"].'
    ].join("\n");
    const picked = await writeList(work, "picked", wording, {n: PICKED, tokensEach: 12});
    return picked.flatMap((text) => shown[Number(text) - 10]?.feature ?? []);
}
