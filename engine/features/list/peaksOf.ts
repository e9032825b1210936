import type {Peak, PeakToken} from "../../store/featureListQueries.ts";
import {BEFORE} from "../harvest/BestExamples.ts";
import type {KeptExample} from "../harvest/exampleBytes.ts";
import {foldToken} from "./matchToken.ts";

/** On which tokens a feature's strongest examples fire, and how much of what they add up to falls on each. */
export function peaksOf(feature: number, examples: readonly KeptExample[]): Peak[] {
    const shares = new Map<number, number>();
    let total = 0;
    for (const {place, value, pieces} of examples) {
        if (place !== "top") continue;
        const piece = pieces[BEFORE]!;
        shares.set(piece, (shares.get(piece) ?? 0) + value);
        total += value;
    }
    return Array.from(shares, ([piece, sum]) => ({piece, feature, share: sum / total}));
}

/** Of some texts of tokens those on which examples peak, as they are looked for. @param first number of the first of them */
export const peakTokensOf = (texts: readonly string[], first: number, peaking: ReadonlySet<number>): PeakToken[] =>
    texts.flatMap((text, i) => (peaking.has(first + i) ? [{piece: first + i, text, folded: foldToken(text)}] : []));
