/** A number as a person reads it on an instrument: short, with a real minus sign. */
export function shown(value: number, digits = 2): string {
    const text = Math.abs(value) >= 100 ? value.toFixed(0) : value.toFixed(digits);
    return (text.includes(".") ? text.replace(/\.?0+$/, "") : text).replace(/^-0$/, "0").replace("-", "−");
}

/** The same with its sign always there. */
export const signed = (value: number, digits = 2) => (value > 0 ? `+${shown(value, digits)}` : shown(value, digits));

/** A share of tokens: `.04 %`, `3 %`. */
export function percent(share: number): string {
    const value = share * 100;
    if (value > 0 && value < 0.01) return "< 0.01 %";
    return `${shown(value, value < 1 ? 2 : 1)} %`;
}

export function bytes(value: number): string {
    if (value >= 1e9) return `${(value / 1e9).toFixed(1)} GB`;
    if (value >= 1e6) return `${Math.round(value / 1e6)} MB`;
    return `${Math.max(1, Math.round(value / 1e3))} kB`;
}
