import type {ModerationCategory} from "../contract/index.ts";
import type {Store} from "../store/openStore.ts";
import {guardCell, LIST_COLUMNS, type ListFile} from "./listFile.ts";
import type {ListEntry, ListedDictionary} from "./types.ts";

/** More than any dictionary has. */
const ALL = 2 ** 31;

interface Deps {
    readonly store: Store;
    readonly dictionary: ListedDictionary;
    readonly policy: readonly ModerationCategory[];
}

/** A dictionary's list as a file that `importList` reads back to the same list: all of it as JSON, or index, category and reason as CSV. The audit hears of it. */
export function exportList({store, dictionary, policy}: Deps, format: "json" | "csv"): File {
    const {version} = store.moderation.state(dictionary.id);
    const {entries} = store.moderation.page(dictionary.id, {offset: 0, limit: ALL});
    const name = dictionary.name.replaceAll(/[^\p{L}\p{N}._ -]+/gu, "-").slice(0, 100);
    const text = format === "json" ? asJson(dictionary, {policy, version, entries}) : asCsv(entries);
    store.moderation.log(dictionary.id, {action: "export", detail: `version ${version} as ${format}`}, entries.length);
    return new File([text], `${name}.moderation.${format}`, {type: format === "json" ? "application/json" : "text/csv"});
}

interface List {
    readonly policy: readonly ModerationCategory[];
    readonly version: number;
    readonly entries: readonly ListEntry[];
}

function asJson({id, name, nFeatures, sourceSha256, weights}: ListedDictionary, {policy, version, entries}: List): string {
    const used = new Set(entries.map(({category}) => category));
    const head: Omit<ListFile, "entries"> = {
        kind: "saelor-moderation-list",
        format: 1,
        dictionary: {id, name, nFeatures, ...(sourceSha256 !== undefined && {sourceSha256}), ...(weights !== undefined && {weights})},
        version,
        categories: policy.filter((category) => used.has(category.id))
    };
    // one line an entry, so that two versions can be compared line by line
    const lines = entries.map(({feature, category, reason}) => JSON.stringify({feature, category, reason}));
    return `${JSON.stringify(head).slice(0, -1)},"entries":[${lines.length > 0 ? `\n${lines.join(",\n")}\n` : ""}]}\n`;
}

function asCsv(entries: readonly ListEntry[]): string {
    const rows = entries.map(({feature, category, reason}) => `${feature},${cell(category)},${cell(reason)}\r\n`);
    // the byte order mark tells spreadsheets that it is UTF-8
    return `\ufeff${LIST_COLUMNS.join(",")}\r\n${rows.join("")}`;
}

function cell(value: string): string {
    const text = guardCell(value);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
