/** Columns that a terminal of the usual width shows without breaking. */
const WIDTH = 100;

export interface Column {
    readonly title: string;
    readonly align?: "right";
    /** may be cut when the table is too wide; the last such gives way first */
    readonly gives?: boolean;
}

/** A table of text that on a terminal is never wider than 100 columns, where cut cells end with an ellipsis; a file or another program gets it whole. */
export function textTable(
    columns: readonly Column[],
    rows: readonly (readonly string[])[],
    width = process.stdout.isTTY ? WIDTH : Number.POSITIVE_INFINITY
): string {
    const widths = columns.map(({title}, i) => Math.max(title.length, ...rows.map((row) => length(row[i] ?? ""))));
    let over = widths.reduce((sum, one) => sum + one, 2 * (columns.length - 1)) - width;
    for (let i = columns.length - 1; i >= 0 && over > 0; i--) {
        if (columns[i]!.gives !== true) continue;
        const cut = Math.min(over, widths[i]! - Math.max(8, columns[i]!.title.length));
        if (cut <= 0) continue;
        widths[i]! -= cut;
        over -= cut;
    }
    const line = (cells: readonly string[]) =>
        cells
            .map((cell, i) => padded(shortened(cell, widths[i]!), widths[i]!, columns[i]!.align))
            .join("  ")
            .trimEnd();
    return `${[line(columns.map(({title}) => title)), ...rows.map(line)].join("\n")}\n`;
}

/** Letters as a person counts them, roughly. */
const length = (text: string) => [...text].length;

function shortened(text: string, width: number): string {
    const letters = [...text];
    return letters.length <= width ? text : `${letters.slice(0, width - 1).join("")}…`;
}

function padded(text: string, width: number, align: "right" | undefined): string {
    const space = " ".repeat(Math.max(0, width - length(text)));
    return align === "right" ? space + text : text + space;
}

/** `4.9 GB`, as disks and repositories count. */
export function sizeText(bytes: number): string {
    if (bytes >= 1e9) return `${(bytes / 1e9).toFixed(bytes < 1e11 ? 1 : 0)} GB`;
    if (bytes >= 1e6) return `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB`;
    return `${Math.ceil(bytes / 1000)} kB`;
}
