import type {PairReport} from "../contract/index.ts";

type Finding = PairReport["findings"][number];
type Level = Finding["level"];

interface Judged {
    readonly figures: PairReport["figures"];
    readonly card: PairReport["card"];
    readonly outliers: PairReport["outliers"];
    readonly nOrdinary: number;
    readonly nFeatures: number;
}

/** Nats that zeroing the residual must cost: less, and the model does not know this kind of text, so that its loss recovered is a ratio of noise. */
const LEAST_WORTH = 0.5;

const ORDER: Record<Level, number> = {bad: 0, warning: 1, good: 2};

/**
 * What to think of a pair's figures, worst first. The limits are wide: published residual dictionaries explain 60-90 % of the variance and recover
 * more than 90 % of the loss (Gemma Scope, fig. 2; Llama Scope, table 2), while a dictionary on the wrong model or layer explains nothing.
 */
export function judgeFigures({figures, card, outliers, nOrdinary, nFeatures}: Judged): Finding[] {
    const {l0, fvu, ceRecovered, deadShare} = figures;
    // With so few tokens a feature that fires on one of a thousand may well not have come up.
    const enough = nOrdinary * l0 >= 4 * nFeatures;
    const worth = figures.ceZero - figures.cePlain;
    const strange = outliers.filter(({special}) => !special).length;
    const findings: Finding[] = [
        judge("fvu", fvu, card.fvu, fvu <= Math.max(0.4, 1.5 * (card.fvu ?? 0)) ? "good" : fvu <= 0.7 ? "warning" : "bad"),
        worth < LEAST_WORTH
            ? judge("foreign-text", worth, LEAST_WORTH, "warning")
            : judge("ce", ceRecovered, card.ceRecovered, ceRecovered >= 0.9 ? "good" : ceRecovered >= 0.7 ? "warning" : "bad"),
        judge("l0", l0, card.l0, card.l0 === undefined ? (l0 < 0.5 ? "bad" : "good") : apart(l0 / card.l0)),
        judge("outliers", strange, undefined, strange === 0 ? "good" : "warning")
    ];
    if (enough) findings.push(judge("dead", deadShare, undefined, deadShare <= 0.5 ? "good" : "warning"));
    else findings.push(judge("short-text", nOrdinary, Math.ceil((4 * nFeatures) / Math.max(l0, 1)), "warning"));
    return findings.sort((a, b) => ORDER[a.level] - ORDER[b.level]);
}

/** How far a figure is from the card's; a factor of two is what another text or a strong quantisation may bring. */
function apart(ratio: number): Level {
    if (ratio >= 0.6 && ratio <= 1.7) return "good";
    return ratio >= 0.3 && ratio <= 3.5 ? "warning" : "bad";
}

function judge(about: Finding["about"], got: number, expected: number | undefined, level: Level): Finding {
    return {about, level, got, ...(expected !== undefined && {expected})};
}
