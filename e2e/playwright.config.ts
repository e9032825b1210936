import path from "node:path";
import {defineConfig} from "@playwright/test";

const root = path.resolve(import.meta.dirname, "..");

/**
 * Journeys run one at a time: each has a server and a model of its own, and a machine with two cores is enough. `npm test` names the
 * browser in CHROME_PATH.
 */
export default defineConfig({
    testDir: import.meta.dirname,
    outputDir: path.join(root, "test-results"),
    workers: 1,
    fullyParallel: false,
    forbidOnly: process.env.CI !== undefined,
    // generous, since nothing here measures time: a slow machine must not fail
    timeout: 180_000,
    expect: {timeout: 60_000},
    use: {
        browserName: "chromium",
        viewport: {width: 1280, height: 800},
        colorScheme: "light",
        trace: "retain-on-failure",
        screenshot: "only-on-failure",
        launchOptions: {
            ...(process.env.CHROME_PATH === undefined ? {} : {executablePath: process.env.CHROME_PATH}),
            // a browser started by root (containers, CI) has no sandbox to offer; the pages are our own
            args: process.getuid?.() === 0 ? ["--no-sandbox"] : []
        }
    }
});
