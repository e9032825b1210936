import {existsSync, readFileSync} from "node:fs";

/** Counts of a runner's JSON report; a runner that died, or failed outside of any test, counts as one failed. */
export function vitestCounts(file, exitCode) {
    const report = read(file);
    return atLeastOneFailed(exitCode, {
        passed: report?.numPassedTests,
        failed: report?.numFailedTests,
        skipped: (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0)
    });
}

export function playwrightCounts(file, exitCode) {
    const stats = read(file)?.stats;
    return atLeastOneFailed(exitCode, {passed: (stats?.expected ?? 0) + (stats?.flaky ?? 0), failed: stats?.unexpected, skipped: stats?.skipped});
}

export function addCounts(total, {passed = 0, failed = 0, skipped = 0}) {
    total.passed += passed;
    total.failed += failed;
    total.skipped += skipped;
}

function atLeastOneFailed(exitCode, counts) {
    return exitCode !== 0 && !counts.failed ? {...counts, failed: 1} : counts;
}

const read = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined);
