/**
 * Turns tokens into text as they come, holding back what is not whole yet (a character's first bytes).
 * @param detokenize text of tokens, given those before them (some tokenizers drop a leading space at the start only)
 */
export function textStream(detokenize: (tokens: readonly number[], before: readonly number[]) => string) {
    const done: number[] = [];
    let pending: number[] = [];
    const flush = () => {
        const text = detokenize(pending, done.slice(-8));
        done.push(...pending);
        pending = [];
        return text;
    };
    return {
        /** @returns newly finished text, maybe empty */
        push(token: number): string {
            pending.push(token);
            const text = detokenize(pending, done.slice(-8));
            // a broken character shows as U+FFFD at the end; no real character takes more than a few tokens
            if (text.endsWith("\uFFFD") && pending.length < 8) return "";
            return flush();
        },
        /** what is left when the answer ends */
        end: () => (pending.length === 0 ? "" : flush())
    };
}
