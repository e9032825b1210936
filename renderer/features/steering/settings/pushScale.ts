/** beyond this share of R, edits together tend to break answers */
export const PUSH_WARNING = 0.6;
/** the same of a steering that is gone after so few tokens: it only begins an answer (1 R over 3 or 12 tokens costs the demo's answers nothing, 2 R does) */
const SHORT = {tokens: 16, warning: 1.4};

export const warningOf = (fadesOver: number | undefined): number => (fadesOver !== undefined && fadesOver <= SHORT.tokens ? SHORT.warning : PUSH_WARNING);

/** The bar of the total push: it shows the warning zone always, and grows where the push or the cap lie beyond it. */
export function pushScale(total: number, cap: number | undefined): {readonly end: number; readonly share: (value: number) => number} {
    const end = Math.max(1, Math.min(Math.max(total, cap ?? 0), 4) * 1.1);
    return {end, share: (value) => Math.max(0, Math.min(1, value / end))};
}
