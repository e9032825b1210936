import {describe, expect, it} from "vitest";
import {scaleColour, textOn, tokenStyle} from "./colourScale.ts";

/** relative luminance of an OKLCH colour, by Ottosson's matrices (bottosson.github.io/posts/oklab) */
function luminance({l, c, h}: {l: number; c: number; h: number}): number {
    const a = c * Math.cos((h * Math.PI) / 180);
    const b = c * Math.sin((h * Math.PI) / 180);
    const [x, y, z] = [l + 0.3963377774 * a + 0.2158037573 * b, l - 0.1055613458 * a - 0.0638541728 * b, l - 0.0894841775 * a - 1.291485548 * b].map(
        (v) => v ** 3
    ) as [number, number, number];
    const clip = (v: number) => Math.max(0, Math.min(1, v));
    const red = clip(4.0767416621 * x - 3.3077115913 * y + 0.2309699292 * z);
    const green = clip(-1.2684380046 * x + 2.6097574011 * y - 0.3413193965 * z);
    const blue = clip(-0.0041960863 * x - 0.7034186147 * y + 1.707614701 * z);
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
const text = {black: luminance({l: 0.17, c: 0.02, h: 60}), white: luminance({l: 0.985, c: 0.005, h: 80})};
const contrast = (a: number, b: number) => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
const shares = Array.from({length: 21}, (_, index) => index / 20);
const everywhere = (["light", "dark"] as const).flatMap((theme) => (["activation", "moved"] as const).map((scale) => [theme, scale] as const));

describe("scaleColour", () => {
    it.each(everywhere)("steps evenly in lightness in the %s theme, %s", (theme, scale) => {
        const lightness = shares.map((share) => scaleColour(share, theme, scale).l);
        const steps = lightness.slice(1).map((l, index) => l - lightness[index]!);
        for (const step of steps) expect(step).toBeCloseTo(steps[0]!, 9);
    });

    it.each(everywhere)("keeps the text readable at every share in the %s theme, %s", (theme, scale) => {
        for (const share of shares) {
            const colour = scaleColour(share, theme, scale);
            expect(contrast(luminance(colour), text[textOn(colour)])).toBeGreaterThan(4);
        }
    });

    it("clamps what is outside of the scale", () => {
        expect(scaleColour(7, "light")).toEqual(scaleColour(1, "light"));
        expect(scaleColour(Number.NaN, "light")).toEqual(scaleColour(0, "light"));
    });
});

describe("tokenStyle", () => {
    it("leaves a token where nothing fires without colour", () => {
        expect(tokenStyle(0, "dark")).toBeUndefined();
        expect(tokenStyle(0.5, "dark")?.background).toMatch(/^oklch/);
    });
});
