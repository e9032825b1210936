import {NONE} from "./proposalPrompt.ts";

export interface Verdict {
    /** undefined: none is likelier than all of the categories together */
    readonly category: string | undefined;
    /** share of the likeliest answer among all that could be given, 0..1 */
    readonly confidence: number;
    /** of every answer, in the order of the policy, then of none; they add up to 1 */
    readonly shares: readonly {readonly category: string; readonly share: number}[];
}

/** None wins only where it is as likely as all the others together: what is missed is seen by everybody, what is proposed in vain by one person. */
export function verdictOf(shares: Verdict["shares"]): Verdict {
    const none = shares.find(({category}) => category === NONE)!.share;
    if (none >= 0.5) return {category: undefined, confidence: none, shares};
    const likeliest = shares.filter(({category}) => category !== NONE).reduce((best, one) => (one.share > best.share ? one : best));
    return {category: likeliest.category, confidence: likeliest.share, shares};
}
