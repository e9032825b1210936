import {metricSchema, type Sweep} from "../contract/index.ts";

const HEADER = [
    "arm",
    "set",
    "strength",
    "prompt",
    "question",
    "seed",
    "score",
    ...metricSchema.options,
    "repetition",
    "nll",
    "nll_rise",
    "tokens",
    "finish_reason",
    "text"
];

/** A sweep as a file: JSON holds all of it; CSV has a line an answer, metrics 0..100, empty where one could not be had. */
export function exportSweep(sweep: Sweep, format: "csv" | "json"): File {
    const name = `${sweep.title.replace(/[^\p{L}\p{N}._ -]+/gu, "_").trim() || "sweep"}.${format}`;
    if (format === "json") return new File([`${JSON.stringify(sweep, null, 1)}\n`], name, {type: "application/json"});
    const lines = sweep.answers.map((answer) => [
        answer.arm,
        answer.set === undefined ? "" : sweep.input.sets[answer.set]!.name,
        answer.strength,
        answer.prompt,
        sweep.prompts[answer.prompt]!.text,
        sweep.input.seeds[answer.seed] ?? answer.seed,
        answer.score,
        ...metricSchema.options.map((metric) => percent(answer.ratings.find((rating) => rating.metric === metric)?.value)),
        answer.repetition,
        answer.nll,
        answer.nllRise,
        answer.tokens,
        answer.finishReason,
        answer.text
    ]);
    return new File([[HEADER, ...lines].map((cells) => `${cells.map(cell).join(",")}\r\n`).join("")], name, {type: "text/csv"});
}

const percent = (value: number | null | undefined) => (value === null || value === undefined ? null : 50 * value);

/** A text that a spreadsheet would take for a formula is kept from it by an apostrophe. */
function cell(value: string | number | null): string {
    if (value === null) return "";
    if (typeof value === "number") return String(value);
    const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
