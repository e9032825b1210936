import {type EvaluatedAnswer, type Metric, metricSchema, type Steering, type Sweep} from "../contract/index.ts";

/** What a sweep was made with, beside what it holds itself. */
export interface SweepOrigin {
    /** version of Saelor */
    readonly saelor: string;
    readonly model: {readonly id: string; readonly name: string};
    readonly dictionary: {readonly id: string; readonly name: string};
    /** per set what its random arm nudges; undefined: it has none, or one that may not be told */
    readonly random: readonly (number | undefined)[];
}

/** As the screen has them. */
const METRICS: Record<Metric, string> = {concept: "behaviour", instruction: "instruction", fluency: "fluency", factuality: "facts"};

const HEADER = [
    "arm",
    "set",
    "features",
    "strength",
    "half",
    "prompt",
    "question",
    "seed",
    "judge",
    "model",
    "score",
    ...metricSchema.options.map((metric) => METRICS[metric]),
    "repetition",
    "nll",
    "nll_rise",
    "knowledge",
    "tokens",
    "finish_reason",
    "text"
];

/**
 * A sweep as a file. JSON holds all of it and where it comes from. CSV has a line an answer: metrics, score and knowledge 0..100, empty where one could not be had; `half`
 * tells the prompts that chose a strength from those that report on it; `knowledge` is the same on all lines of an arm and strength. The verdict's figures are means of it.
 */
export function exportSweep(sweep: Sweep, format: "csv" | "json", origin: SweepOrigin): File {
    const name = `${
        sweep.title
            .replace(/[^\p{L}\p{N}._ -]+/gu, "_")
            .replace(/[._ ]+$/, "")
            .trim() || "sweep"
    }.${format}`;
    if (format === "json") {
        const {saelor, model, dictionary} = origin;
        const whole = {saelor, modelId: model.id, dictionary, ...sweep};
        return new File([`${JSON.stringify(whole, null, 1)}\n`], name, {type: "application/json"});
    }
    const lines = sweep.answers.map((answer) => [
        answer.arm,
        answer.set === undefined ? "" : sweep.input.sets[answer.set]!.name,
        featuresOf(sweep, answer, origin),
        answer.strength,
        sweep.reporting.includes(answer.prompt) ? "reports" : "chooses",
        answer.prompt,
        sweep.prompts[answer.prompt]!.text,
        sweep.input.seeds[answer.seed] ?? answer.seed,
        [...new Set(answer.ratings.map(({judge}) => judge))].join("; "),
        origin.model.name,
        answer.score,
        ...metricSchema.options.map((metric) => percent(answer.ratings.find((rating) => rating.metric === metric)?.value)),
        answer.repetition,
        answer.nll,
        answer.nllRise,
        sweep.points.find(({arm, set, strength}) => arm === answer.arm && set === answer.set && strength === answer.strength)?.knowledge ?? null,
        answer.tokens,
        answer.finishReason,
        answer.text
    ]);
    return new File([[HEADER, ...lines].map((cells) => `${cells.map(cell).join(",")}\r\n`).join("")], name, {type: "text/csv"});
}

/** What steered an answer, as its set has it: `76 nudge 0.2; 81 pin 3`. */
function featuresOf({input}: Sweep, {arm, set}: EvaluatedAnswer, {random}: SweepOrigin): string {
    if (set === undefined) return "";
    if (arm === "random") return random[set] === undefined ? "" : `${random[set]}`;
    const {edits, rules = []}: Steering = input.sets[set]!.steering;
    const words = edits.map(({feature, mode, value}) => `${feature} ${mode} ${value}`);
    return [...words, ...(rules.length > 0 ? [rules.length === 1 ? "1 rule" : `${rules.length} rules`] : [])].join("; ");
}

const percent = (value: number | null | undefined) => (value === null || value === undefined ? null : 50 * value);

/** A text that a spreadsheet would take for a formula is kept from it by an apostrophe. */
function cell(value: string | number | null): string {
    if (value === null) return "";
    if (typeof value === "number") return String(value);
    const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
