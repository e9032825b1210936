/** More than this is no wait but a refusal; the next try then tells. */
const LONGEST_MS = 10 * 60_000;

/** What a `Retry-After` header asks for (seconds or a date), in ms; undefined where it asks for nothing sensible. */
export function retryAfter(header: string | null, now = Date.now()): number | undefined {
    if (header === null) return undefined;
    const text = header.trim();
    const ms = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now;
    return Number.isFinite(ms) && ms > 0 ? Math.min(ms, LONGEST_MS) : undefined;
}
