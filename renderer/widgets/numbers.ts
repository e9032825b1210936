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
    if (value >= 1e12) return `${(value / 1e12).toFixed(1)} TB`;
    if (value >= 1e9) return `${(value / 1e9).toFixed(1)} GB`;
    if (value >= 1e6) return `${Math.round(value / 1e6)} MB`;
    return value > 0 ? `${Math.max(1, Math.round(value / 1e3))} kB` : "0 kB";
}

/** A whole number with its thousands apart. */
export const count = (value: number) => Math.round(value).toLocaleString("en");

/** `1 label`, `2 labels`. */
export const counted = (value: number, word: string, words = `${word}s`) => `${count(value)} ${value === 1 ? word : words}`;

/** Parameters of a model as its makers say them: `70.6 B`, `135 M`. */
export function parameters(value: number): string {
    if (value >= 1e9) return `${shown(value / 1e9, 1)} B`;
    return value >= 1e6 ? `${shown(value / 1e6, 1)} M` : `${shown(value / 1e3, 0)} k`;
}

/** Time to go, coarser the longer it is. */
export function duration(seconds: number): string {
    if (seconds < 59.5) return `${Math.max(1, Math.round(seconds))} s`;
    if (seconds < 3570) return `${Math.round(seconds / 60)} min`;
    const minutes = Math.round(seconds / 60);
    if (minutes < 24 * 60) return minutes % 60 === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
    return `${shown(minutes / 60 / 24, 1)} days`;
}

/** How long ago, in words: `just now`, `3 days ago`. */
export function ago(then: number, now = Date.now()): string {
    const minutes = Math.floor(Math.max(0, now - then) / 60_000);
    if (minutes < 1) return "just now";
    if (minutes < 60) return `${minutes} min ago`;
    if (minutes < 24 * 60) return `${counted(Math.floor(minutes / 60), "hour")} ago`;
    const days = Math.floor(minutes / 60 / 24);
    if (days < 31) return `${counted(days, "day")} ago`;
    return new Date(then).toLocaleDateString("en", {day: "numeric", month: "short", year: "numeric"});
}
