/** Tokens a window holds, BOS among them: long enough for attention to have something to look back on, short enough for every context. */
const WINDOW = 512;

interface Tokenizer {
    tokenize(text: string, options?: {readonly bos?: boolean}): readonly number[];
}

/**
 * Cuts documents into the pieces that are read one by one. Every piece begins as the model wants a text to begin (with BOS, where it has one).
 * @param contextSize tokens that fit
 * @param maxTokens most tokens in all, BOS not counted
 * @returns windows of at least two ordinary tokens
 */
export function cutWindows(documents: readonly string[], model: Tokenizer, contextSize: number, maxTokens: number): number[][] {
    const start = model.tokenize("", {bos: true});
    const length = Math.max(2, Math.min(WINDOW, contextSize) - start.length);
    const windows: number[][] = [];
    let left = maxTokens;
    for (const document of documents) {
        const tokens = model.tokenize(document);
        for (let at = 0; at < tokens.length && left > 0; at += length) {
            const piece = tokens.slice(at, at + Math.min(length, left));
            left -= piece.length;
            // there is nothing to predict in a single token
            if (piece.length >= 2) windows.push([...start, ...piece]);
        }
    }
    return windows;
}
