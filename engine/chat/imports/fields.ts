/** What may be anything: a file that another program wrote. */
export interface Fields {
    readonly [name: string]: unknown;
}

export function isFields(value: unknown): value is Fields {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}

export const fieldsOf = (value: unknown): Fields => (isFields(value) ? value : {});

export const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

/** Milliseconds since 1970 of a time in seconds or milliseconds, whole; what is no time at all becomes `otherwise`. */
export function timeOf(value: unknown, otherwise: number): number {
    if (typeof value !== "number" || !Number.isFinite(value) || value <= 0 || value > 8.64e15) return otherwise;
    return Math.round(value > 1e11 ? value : 1000 * value);
}

/** A name of at most 200 letters; null: none. */
export function titleOf(value: unknown): string | null {
    return textOf(value).replace(/\s+/g, " ").trim().slice(0, 200).trim() || null;
}
