const FIRST_MS = 200;
const LONGEST_MS = 10_000;
/** alive for this long: whatever killed it is not at work at every start */
const HEALTHY_MS = 60_000;

/**
 * How long to wait before the engine is started again: hardly after a first crash, longer and longer when it dies at every start.
 * @param previousMs what was waited last time; 0 at first
 * @param livedMs how long the engine lived
 */
export function nextWait(previousMs: number, livedMs: number): number {
    if (previousMs === 0 || livedMs >= HEALTHY_MS) return FIRST_MS;
    return Math.min(previousMs * 3, LONGEST_MS);
}
