/** The items in an order that a seed decides (mulberry32). */
export function shuffled<T>(items: readonly T[], seed: number): T[] {
    let state = seed >>> 0;
    const random = () => {
        state = (state + 0x6d2b79f5) >>> 0;
        let mixed = Math.imul(state ^ (state >>> 15), state | 1);
        mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
        return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
    };
    const left = [...items];
    for (let i = left.length - 1; i > 0; i--) {
        const other = Math.floor(random() * (i + 1));
        [left[i], left[other]] = [left[other]!, left[i]!];
    }
    return left;
}
