import type {SourcedLabel} from "../../store/labelImportQueries.ts";
import {cleanText} from "./cleanText.ts";
import type {RawLabel, SkipReason} from "./types.ts";

/** Characters; several times what any published label has. */
const MAX_DESCRIPTION = 4000;
const MAX_NAME = 100;
const MAX_EVIDENCE = 1000;
/** How a whole file of labels was made may take some sentences. */
const MAX_METHOD = 1000;

/** From 2001 to the year 5138 in seconds; in milliseconds, weeks after 1970 to 1973, when nobody wrote labels. */
const SECONDS = {from: 1e9, to: 1e11};
const LAST_TIME = 8.64e15;

export interface TidyLabel extends SourcedLabel {
    /** a score that is no share of 1, and was left out */
    readonly oddScore: boolean;
}

/**
 * A label as it may be stored, or why it may not.
 * @param source of a label that names none
 */
export function tidyLabel(raw: RawLabel, nFeatures: number, source: string): TidyLabel | SkipReason {
    const feature = wholeNumber(raw.index);
    if (feature === undefined) return "unnumbered";
    if (feature >= nFeatures) return "outside";
    const description = textOf(raw.description);
    if (description === undefined) return "empty";
    if (description.length > MAX_DESCRIPTION) return "long";
    const score = numberOf(raw.score);
    const isShare = score !== undefined && score >= 0 && score <= 1;
    return {
        feature,
        description,
        source: textOf(raw.source, MAX_NAME) ?? source,
        score: isShare ? score : undefined,
        evidence: textOf(raw.evidence, MAX_EVIDENCE),
        model: textOf(raw.model, MAX_NAME),
        method: textOf(raw.method, MAX_METHOD),
        createdAt: timeOf(raw.createdAt),
        oddScore: score !== undefined && !isShare
    };
}

/** 12, "12", "12.0" (as spreadsheets write it) */
function wholeNumber(value: unknown): number | undefined {
    if (typeof value === "string" && !/^\s*\d{1,15}(\.0*)?\s*$/.test(value)) return undefined;
    if (typeof value !== "string" && typeof value !== "number") return undefined;
    const number = Number(value);
    return Number.isSafeInteger(number) && number >= 0 ? number : undefined;
}

function textOf(value: unknown, atMost?: number): string | undefined {
    if (typeof value !== "string") return undefined;
    const text = cleanText(value);
    if (atMost !== undefined && text.length > atMost) return `${cleanText(text.slice(0, atMost - 1)).replace(/\ufffd$/, "")}…`;
    return text === "" ? undefined : text;
}

function numberOf(value: unknown): number | undefined {
    if (typeof value === "string" && value.trim() === "") return undefined;
    if (typeof value !== "string" && typeof value !== "number") return undefined;
    const number = Number(value);
    return Number.isFinite(number) ? number : undefined;
}

/** ISO 8601, or a number of milliseconds or seconds since 1970 */
function timeOf(value: unknown): number | undefined {
    const number = numberOf(value);
    const inSeconds = number !== undefined && number >= SECONDS.from && number < SECONDS.to;
    const time = number === undefined ? Date.parse(typeof value === "string" ? value : "") : number * (inSeconds ? 1000 : 1);
    return time >= 0 && time <= LAST_TIME ? Math.round(time) : undefined;
}
