/** What one folder may import. */
export interface ImportRule {
    /** from the root, without a slash at the end */
    readonly folder: string;
    readonly everything: boolean;
    /** folders from the root */
    readonly folders: readonly string[];
    /** package names and `node:` modules; a `*` at the end stands for anything */
    readonly packages: readonly string[];
}

/**
 * Reads the folder table of ARCHITECTURE.md: the table whose last column is "may import".
 * @throws Error where the table is missing or names a folder that it does not list, so that a typo can't open a door
 */
export function readImportTable(markdown: string): readonly ImportRule[] {
    const lines = markdown.split("\n").map((line) => line.trim());
    const header = lines.findIndex((line) => line.startsWith("|") && cells(line).at(-1) === "may import");
    if (header === -1) throw new Error('ARCHITECTURE.md has no table whose last column is "may import"');
    const end = lines.findIndex((line, index) => index > header && !line.startsWith("|"));
    const rules = lines.slice(header + 2, end === -1 ? undefined : end).map(readRow);

    const known = new Set(rules.map((rule) => rule.folder));
    for (const rule of rules)
        for (const folder of rule.folders)
            if (!known.has(folder)) throw new Error(`ARCHITECTURE.md lets ${rule.folder} import ${folder}, which is not in the table`);
    return rules;
}

function readRow(line: string): ImportRule {
    const row = cells(line);
    const words = row
        .at(-1)!
        .split(",")
        .map((word) => word.trim())
        .filter((word) => word !== "" && word !== "-");
    const names = words.filter((word) => !word.startsWith("`") && word !== "everything");
    return {
        folder: row[0]!.replaceAll("`", "").replace(/\/$/, ""),
        everything: words.includes("everything"),
        folders: names.map((name) => `engine/${name}`),
        packages: words.filter((word) => word.startsWith("`")).map((word) => word.replaceAll("`", ""))
    };
}

const cells = (line: string) =>
    line
        .split("|")
        .slice(1, -1)
        .map((cell) => cell.trim());
