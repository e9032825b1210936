import {describe, expect, it} from "vitest";
import {sizeText, textTable} from "./textTable.ts";

describe("textTable", () => {
    it("aligns, and ends no line in spaces", () => {
        const table = textTable(
            [{title: "Name"}, {title: "Size", align: "right"}, {title: "Note"}],
            [
                ["a", "4.9 GB", ""],
                ["longer", "12 MB", "x"]
            ]
        );
        expect(table).toBe("Name      Size  Note\na       4.9 GB\nlonger   12 MB  x\n");
    });

    it("never grows wider than a terminal: the last column that may give way does so first", () => {
        const columns = [
            {title: "Name", gives: true},
            {title: "Size", align: "right" as const},
            {title: "Path", gives: true}
        ];
        const table = textTable(columns, [["n".repeat(60), "4.9 GB", `/home/${"p".repeat(200)}`]], 100);
        const lines = table.trimEnd().split("\n");
        expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(100);
        expect(lines[1]).toMatch(/^n{60} {2}4\.9 GB {2}\/home\/p+…$/);
        expect(
            Math.max(
                ...textTable(columns, [["n".repeat(150), "1 GB", "p".repeat(200)]], 100)
                    .split("\n")
                    .map((line) => line.length)
            )
        ).toBe(100);
    });
});

describe("textTable, where stdout is no terminal", () => {
    it("cuts nothing", () => {
        const path = `/home/${"p".repeat(200)}`;
        expect(process.stdout.isTTY).not.toBe(true);
        expect(textTable([{title: "Path", gives: true}], [[path]])).toBe(`Path\n${path}\n`);
    });
});

describe("sizeText", () => {
    it.each([
        [42_520_000_000, "42.5 GB"],
        [137_000_000_000, "137 GB"],
        [7_697_408, "7.7 MB"],
        [851_000_000, "851 MB"],
        [340, "1 kB"]
    ])("%d bytes are %s", (bytes, text) => expect(sizeText(bytes)).toBe(text));
});
