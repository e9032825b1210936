import {mkdtempSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import path from "node:path";
import {describe, expect, it} from "vitest";
import {addCounts, playwrightCounts, vitestCounts} from "./reports.mjs";

function aReport(content) {
    const file = path.join(mkdtempSync(path.join(tmpdir(), "saelor-reports-")), "report.json");
    writeFileSync(file, JSON.stringify(content));
    return file;
}

describe("vitestCounts", () => {
    it("reads passed, failed and skipped", () => {
        const file = aReport({numPassedTests: 5, numFailedTests: 1, numPendingTests: 2, numTodoTests: 1});
        expect(vitestCounts(file, 1)).toEqual({passed: 5, failed: 1, skipped: 3});
    });

    it("counts a failure outside of any test", () => {
        expect(vitestCounts(aReport({numPassedTests: 5, numFailedTests: 0}), 1)).toMatchObject({passed: 5, failed: 1});
    });
});

describe("playwrightCounts", () => {
    it("counts a test that passed on retry as passed", () => {
        expect(playwrightCounts(aReport({stats: {expected: 2, flaky: 1, unexpected: 0, skipped: 1}}), 0)).toEqual({passed: 3, failed: 0, skipped: 1});
    });

    it("counts a runner that left no report as one failed", () => {
        const total = {passed: 1, failed: 0, skipped: 0};
        addCounts(total, playwrightCounts("/no/such/report.json", 1));
        expect(total).toEqual({passed: 1, failed: 1, skipped: 0});
    });
});
