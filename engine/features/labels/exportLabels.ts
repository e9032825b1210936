import {basename} from "node:path";
import {setImmediate as nextTurn} from "node:timers/promises";
import type {Label, LabelFile, LabelFormat} from "../../contract/index.ts";
import type {FeatureDeps} from "../types.ts";
import {CSV_COLUMNS, guardCell} from "./csvGuard.ts";

/** Features between two looks at the event loop. */
const STEP = 1024;

type Exported = Label & {readonly feature: number};

export interface LabelExport {
    readonly dictionary: string;
    readonly format: Exclude<LabelFormat, "neuronpedia">;
    /** absent: all */
    readonly sources?: readonly string[] | undefined;
}

/** How a format begins, separates what is said of each feature, and ends. */
interface Writer {
    readonly extension: string;
    readonly type: string;
    readonly begin: string;
    readonly between: string;
    readonly end: string;
    readonly write: (feature: number, labels: readonly Exported[]) => string;
}

/**
 * Labels as a file: Saelor's own (which lies beside a dictionary and is found there), JSON keyed by feature, or CSV. All that is known of a
 * label is in each of them, and `importLabels` reads each of them back to the same labels. Features that nobody may see are left out.
 */
export async function exportLabels({store, gate}: Pick<FeatureDeps, "store" | "gate">, {dictionary, format, sources}: LabelExport): Promise<File> {
    const known = store.dictionaries.find(dictionary);
    const {extension, type, begin, between, end, write} = writerOf(format, known === undefined ? dictionary : basename(known.path));
    const wanted = sources === undefined ? undefined : new Set(sources);
    const isVisible = gate.visible(dictionary);
    const last = store.labels.lastFeature(dictionary) ?? -1;
    const parts: string[] = [begin];
    let separator = "";
    for (let first = 0; first <= last; first += STEP) {
        const labels = store.labels.between(dictionary, first, first + STEP).filter(({source, feature}) => isVisible(feature) && (wanted?.has(source) ?? true));
        const entries = [...Map.groupBy(labels, ({feature}) => feature)].map(([feature, ofFeature]) => write(feature, ofFeature));
        // few large parts: a file of a hundred thousand small ones takes seconds to read
        if (entries.length > 0) parts.push(separator + entries.join(between));
        if (entries.length > 0) separator = between;
        await nextTurn();
    }
    parts.push(end);
    const name = (known?.name ?? dictionary).replaceAll(/[^\p{L}\p{N}._ -]+/gu, "-").slice(0, 100);
    return new File(parts, `${name}${extension}`, {type});
}

function writerOf(format: LabelExport["format"], dictionaryFile: string): Writer {
    switch (format) {
        case "saelor":
            return {
                ...{extension: ".labels.json", type: "application/json"},
                begin: `{"dictionary": ${JSON.stringify(dictionaryFile)}, "labels": [\n`,
                between: ",\n",
                end: "\n]}\n",
                write: (index, labels) => labels.map((label) => JSON.stringify({index, ...said(label)} satisfies LabelFile["labels"][number])).join(",\n")
            };
        case "json":
            return {
                ...{extension: ".by-feature.json", type: "application/json", begin: "{\n", between: ",\n", end: "\n}\n"},
                write: (feature, labels) => `"${feature}": ${JSON.stringify(labels.length === 1 ? said(labels[0]!) : labels.map(said))}`
            };
        case "csv":
            return {
                // the byte order mark tells spreadsheets that it is UTF-8
                ...{extension: ".labels.csv", type: "text/csv", begin: `\ufeff${CSV_COLUMNS.join(",")}\r\n`, between: "", end: ""},
                write: (_feature, labels) => labels.map(csvRow).join("")
            };
    }
}

function said({description, source, score, model, method, createdAt, evidence}: Exported): Omit<Label, "id"> {
    return {
        ...{description, source},
        ...(score !== undefined && {score}),
        ...(model !== undefined && {model}),
        ...(method !== undefined && {method}),
        ...(createdAt !== undefined && {createdAt}),
        ...(evidence !== undefined && {evidence})
    };
}

function csvRow({feature, description, source, score, model, method, createdAt, evidence}: Exported): string {
    const time = createdAt === undefined ? "" : new Date(createdAt).toISOString();
    const cells = [`${feature}`, text(description), text(source), `${score ?? ""}`, text(model), text(method), time, text(evidence)];
    return `${cells.join(",")}\r\n`;
}

function text(value = ""): string {
    const cell = guardCell(value);
    return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
