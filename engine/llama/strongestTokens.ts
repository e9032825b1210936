export interface TokenLogit {
    readonly token: number;
    /** its logit, or what stands for it */
    readonly value: number;
}

/** The k largest (sign 1) or smallest (sign -1) of a vocabulary's values, strongest first; of equal ones the lower token. */
export function strongestTokens(values: Float32Array, k: number, sign: 1 | -1): TokenLogit[] {
    const kept: TokenLogit[] = [];
    for (let token = 0; token < values.length; token++) {
        const value = values[token]!;
        if (kept.length === k && sign * value <= sign * kept.at(-1)!.value) continue;
        let at = kept.length;
        while (at > 0 && sign * kept[at - 1]!.value < sign * value) at--;
        kept.splice(at, 0, {token, value});
        if (kept.length > k) kept.pop();
    }
    return kept;
}
