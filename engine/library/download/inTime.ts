/** Nothing came for too long. */
export class Silence extends Error {
    constructor(stallMs: number, cause: unknown) {
        super(`no byte for ${stallMs / 1000} s`, {cause});
    }
}

/**
 * Waits for the next thing from a server, and ends its request when that takes too long.
 * @param abort makes `next` reject
 * @throws Silence, or what `next` throws by itself
 */
export async function inTime<T>(next: Promise<T>, stallMs: number, abort: () => void): Promise<T> {
    let silent = false;
    const timer = setTimeout(() => {
        silent = true;
        abort();
    }, stallMs);
    try {
        return await next;
    } catch (error) {
        throw silent ? new Silence(stallMs, error) : error;
    } finally {
        clearTimeout(timer);
    }
}
