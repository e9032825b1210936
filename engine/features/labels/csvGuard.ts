/** The columns of a table that Saelor writes. */
export const CSV_COLUMNS = ["index", "description", "source", "score", "model", "method", "created_at", "evidence"] as const;

/** What spreadsheets take for the beginning of a formula. */
const FORMULA = /^[=+\-@\t\r']/;

/**
 * Text that a spreadsheet shows and never runs: labels come from strangers, and `=HYPERLINK(…)` is a label like any other. An apostrophe
 * before it is what spreadsheets themselves use for that. Text that begins with one gets another, so that reading takes off exactly
 * what writing put on.
 */
export function guardCell(text: string): string {
    return FORMULA.test(text) ? `'${text}` : text;
}

export function unguardCell(cell: string | undefined): string | undefined {
    return cell?.[0] === "'" && FORMULA.test(cell.slice(1)) ? cell.slice(1) : cell;
}

/** Only tables with our own header are guarded: elsewhere an apostrophe is an apostrophe. */
export function isGuarded(columns: readonly string[]): boolean {
    return columns.length === CSV_COLUMNS.length && CSV_COLUMNS.every((name, i) => columns[i] === name);
}
