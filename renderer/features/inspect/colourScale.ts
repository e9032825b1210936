/** One colour in OKLCH: lightness 0..1, chroma, hue in degrees. */
interface Colour {
    readonly l: number;
    readonly c: number;
    readonly h: number;
}

/**
 * Ends of the scale: lightness, chroma and hue go straight from one to the other, so equal steps of activation look equal.
 * The low end is the page itself: a token where nothing fires has no colour.
 */
const scales = {
    /** what the model does */
    activation: {
        light: {low: {l: 0.988, c: 0.003, h: 85}, high: {l: 0.63, c: 0.16, h: 50}},
        dark: {low: {l: 0.21, c: 0.013, h: 60}, high: {l: 0.83, c: 0.15, h: 78}}
    },
    /** what the person does to it, in the accent that marks that everywhere */
    moved: {
        light: {low: {l: 0.988, c: 0.003, h: 192}, high: {l: 0.56, c: 0.095, h: 192}},
        dark: {low: {l: 0.21, c: 0.013, h: 192}, high: {l: 0.8, c: 0.11, h: 188}}
    }
} as const satisfies Record<string, Record<string, {low: Colour; high: Colour}>>;

export type ColourScale = keyof typeof scales;
export type ColourTheme = keyof (typeof scales)["activation"];

/** at this lightness black and white text are equally readable */
const TEXT_FLIP = 0.575;

const between = (a: number, b: number, share: number) => a + (b - a) * share;

/** The colour at a share 0..1 of the scale; shares outside are clamped. */
export function scaleColour(share: number, theme: ColourTheme, scale: ColourScale = "activation"): Colour {
    const {low, high} = scales[scale][theme];
    const t = Math.max(0, Math.min(1, Number.isFinite(share) ? share : 0));
    return {l: between(low.l, high.l, t), c: between(low.c, high.c, t), h: between(low.h, high.h, t)};
}

export const textOn = ({l}: Colour) => (l > TEXT_FLIP ? "black" : "white");

const css = ({l, c, h}: Colour) => `oklch(${l.toFixed(3)} ${c.toFixed(3)} ${h.toFixed(1)})`;

/** The style of a token at a share of the scale; none at all where nothing fires. */
export function tokenStyle(share: number, theme: ColourTheme, scale: ColourScale = "activation"): {background: string; color: string} | undefined {
    if (!(share > 0)) return undefined;
    const colour = scaleColour(share, theme, scale);
    return {background: css(colour), color: textOn(colour) === "black" ? "oklch(0.17 0.02 60)" : "oklch(0.985 0.005 80)"};
}

/** The legend's picture of the scale. */
export function legendGradient(theme: ColourTheme, scale: ColourScale = "activation"): string {
    const stops = Array.from({length: 9}, (_, index) => css(scaleColour(index / 8, theme, scale)));
    return `linear-gradient(90deg in oklab, ${stops.join(", ")})`;
}
