import {z} from "zod";
import {isEngineError} from "../contract/index.ts";
import {listGrammar} from "./listGrammar.ts";
import type {Work} from "./types.ts";

const listSchema = z.array(z.string());

/** Of a token of most texts. */
const CHARACTERS = 4;

/**
 * A list that the model writes under a grammar, unsteered: cleaned, each once. What it could not write is missing.
 * @param wording what it is asked
 */
export async function writeList(
    work: Pick<Work, "lent" | "signal" | "remember">,
    key: string,
    wording: string,
    {n, tokensEach}: {readonly n: number; readonly tokensEach: number}
): Promise<string[]> {
    return work.remember(key, async () => {
        const {model} = work.lent;
        try {
            const {text} = await model.write(
                {turns: [{role: "user", content: wording}], grammar: listGrammar(n, tokensEach * CHARACTERS), maxTokens: n * tokensEach},
                work.signal
            );
            return distinct(parsed(text));
        } catch (error) {
            // a short context has no room for it
            if (isEngineError(error, "model/context-full")) return [];
            throw error;
        } finally {
            await model.releaseWriter();
        }
    });
}

/** An unfinished list counts as far as it goes. */
function parsed(text: string): string[] {
    for (const candidate of [text, `${text.slice(0, text.lastIndexOf('",') + 1)}]`]) {
        try {
            return listSchema.parse(JSON.parse(candidate));
        } catch {
            // the next one
        }
    }
    return [];
}

const distinct = (texts: readonly string[]) =>
    [
        ...new Map(
            texts.map((text) => text.replaceAll(/\s+/g, " ").trim()).map((text) => [text.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, " "), text])
        ).values()
    ].filter((text) => text !== "");
