/** the rarest that a scale of densities tells apart: one token in 100,000 */
const RAREST_LOG = -5;

/** Where a density stands between one token in 100,000 (0) and every token (1), by orders of magnitude. */
export const densityShare = (density: number) => (density <= 0 ? 0 : Math.max(0, Math.min(1, 1 - Math.log10(density) / RAREST_LOG)));

/** The other way round, for a slider. */
export const densityAt = (share: number) => 10 ** (RAREST_LOG * (1 - share));

/** `1 in 320 tokens`: what a small share means. */
export function oneIn(density: number): string {
    if (density <= 0) return "no token";
    if (density > 0.3) return `${Math.round(density * 100)} of 100 tokens`;
    return `1 in ${Math.round(1 / density).toLocaleString("en")} tokens`;
}
