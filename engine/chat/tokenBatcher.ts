/** A screen draws 60 times a second; telling more often only fills the wire. */
export const BATCH_MS = 16;

/**
 * Joins tokens that come within 16 ms of the last report into the next one. The first token is reported at once.
 * @param report gets the joined text and the count of its last token
 * @returns `add` for each token, `flush` for what is still held back (also when the answer ends)
 */
export function tokenBatcher(report: (text: string, count: number) => void) {
    let text = "";
    let count = 0;
    let lastReport = Number.NEGATIVE_INFINITY;
    let timer: NodeJS.Timeout | undefined;

    const flush = () => {
        clearTimeout(timer);
        timer = undefined;
        if (count === 0) return;
        report(text, count);
        text = "";
        count = 0;
        lastReport = performance.now();
    };
    const add = (tokenText: string, tokenCount: number) => {
        text += tokenText;
        count = tokenCount;
        const wait = lastReport + BATCH_MS - performance.now();
        if (wait <= 0) flush();
        else timer ??= setTimeout(flush, wait);
    };
    return {add, flush};
}
