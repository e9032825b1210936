import {defineConfig} from "vitest/config";

/** Tests lie beside what they test; the journeys in e2e/ are Playwright's. */
export default defineConfig({
    test: {
        include: ["{engine,main,renderer}/**/*.test.{ts,tsx,mjs}"],
        // native libraries and one SQLite file per test: processes, since a crash must not take other files along
        pool: "forks",
        // what waits for a model to load or a graph to compile; never what a test measures
        testTimeout: 60_000,
        hookTimeout: 60_000
    }
});
