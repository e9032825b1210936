import {mkdtempSync, statSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {ensureWritableFolder} from "./ensureFolder.ts";

describe("ensureWritableFolder", () => {
    const base = mkdtempSync(join(tmpdir(), "saelor-folder-"));

    it("makes a folder with its parents, and is content with one that is there", () => {
        const folder = join(base, "a", "b", "c");
        ensureWritableFolder(folder);
        ensureWritableFolder(folder);
        expect(statSync(folder).isDirectory()).toBe(true);
    });

    it("refuses a file, and what would lie under one, by name", () => {
        const file = join(base, "file");
        writeFileSync(file, "");
        for (const path of [file, join(file, "sub")]) expect(() => ensureWritableFolder(path)).toThrow(expect.objectContaining({code: "file/no-permission"}));
    });

    it.runIf(process.platform === "linux")("comes back from places that hold no folders", () => {
        expect(() => ensureWritableFolder("/proc/x/y")).toThrow(
            expect.objectContaining({code: "file/no-permission", data: {path: "/proc/x", operation: "write"}})
        );
    });
});
