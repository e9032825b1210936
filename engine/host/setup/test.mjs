import {rmSync} from "node:fs";
import {ensureBrowser} from "./browser.mjs";
import {nodeProgram} from "./dependencies.mjs";
import {electronProgram, ensureElectronBundle} from "./electron.mjs";
import {inRoot} from "./places.mjs";
import {addCounts, playwrightCounts, vitestCounts} from "./reports.mjs";
import {run} from "./run.mjs";
import {runMain, say} from "./say.mjs";
import {setup} from "./setup.mjs";

const VITEST_REPORT = "out/test/vitest.json";
const PLAYWRIGHT_REPORT = "out/test/playwright.json";

/**
 * `npm test`: all set-up including a browser, then every check and both runners. All of them run even where one fails. The last
 * line is `N passed, N failed, N skipped` over both runners; a failing check or a runner without a report counts as one failed.
 */
await runMain(async () => {
    const counts = {passed: 0, failed: 0, skipped: 0};
    try {
        await setup();
        const browser = await ensureBrowser();
        const electron = await electronProgram({download: false});
        if (electron !== undefined) await ensureElectronBundle();
        rmSync(inRoot("out/test"), {recursive: true, force: true});
        for (const step of steps({browser, electron})) addCounts(counts, await step());
    } catch (error) {
        counts.failed++;
        say(error.name === "SetupError" ? `\n${error.message}\n` : `\n${error.stack}\n`);
    }
    process.stdout.write(`\n${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped\n`);
    return counts.failed === 0 ? 0 : 1;
});

function steps({browser, electron}) {
    const env = {CHROME_PATH: browser, ...(electron === undefined ? {} : {SAELOR_ELECTRON: electron}), PLAYWRIGHT_JSON_OUTPUT_FILE: inRoot(PLAYWRIGHT_REPORT)};
    const node = (script, ...args) => run(nodeProgram(), [script, ...args], {env});
    return [
        () => check("Format and lint", () => run("biome", ["check", "."])),
        () => check("Imports", () => node("engine/host/setup/lint/checkImports.ts")),
        () => check("Types", () => run("tsc", ["--noEmit"])),
        async () => {
            say("\nUnit tests");
            const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${VITEST_REPORT}`];
            const {code} = await node("node_modules/vitest/vitest.mjs", "run", ...reporters);
            return vitestCounts(inRoot(VITEST_REPORT), code);
        },
        async () => {
            say("\nJourneys in the browser");
            const {code} = await node("node_modules/@playwright/test/cli.js", "test", "--config", "e2e/playwright.config.ts", "--reporter=list,json");
            return playwrightCounts(inRoot(PLAYWRIGHT_REPORT), code);
        }
    ];
}

async function check(title, start) {
    say(title);
    const {code} = await start();
    return {failed: code === 0 ? 0 : 1};
}
