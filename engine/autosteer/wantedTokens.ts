/** Weight of tokens that wanted answers use more than unwanted ones, in nats. */
export type WantedTokens = ReadonlyMap<number, number>;

/** Times a token has to come in wanted answers to count. */
const ENOUGH = 2;
const TWICE = Math.log(2);

/**
 * Tokens that come at least twice as often in one set of answers as in the other, by their log ratio (add one half).
 * @param wanted tokens of each answer; a token counts once an answer, so that one answer that repeats itself says no more than another
 */
export function wantedTokens(wanted: readonly (readonly number[])[], unwanted: readonly (readonly number[])[]): WantedTokens {
    const [of, against] = [countAnswers(wanted), countAnswers(unwanted)];
    const weights = new Map<number, number>();
    for (const [token, n] of of) {
        const weight = Math.log((n + 0.5) / (wanted.length + 1)) - Math.log(((against.get(token) ?? 0) + 0.5) / (unwanted.length + 1));
        if (n >= Math.min(ENOUGH, wanted.length) && weight >= TWICE) weights.set(token, weight);
    }
    return weights;
}

function countAnswers(answers: readonly (readonly number[])[]): Map<number, number> {
    const counts = new Map<number, number>();
    for (const tokens of answers) for (const token of new Set(tokens)) counts.set(token, (counts.get(token) ?? 0) + 1);
    return counts;
}

/**
 * How much a direction speaks for wanted tokens: of the tokens that it promotes, each counting by how much it does, the mean weight.
 * @param promoted strongest first
 */
export function lensLift(promoted: readonly {readonly token: number; readonly value: number}[], wanted: WantedTokens): number {
    const counted = promoted.filter(({value}) => value > 0);
    const whole = counted.reduce((sum, {value}) => sum + value, 0);
    return whole === 0 ? 0 : counted.reduce((sum, {token, value}) => sum + value * (wanted.get(token) ?? 0), 0) / whole;
}
