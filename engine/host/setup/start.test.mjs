import {expect, it} from "vitest";
import {inRoot} from "./places.mjs";
import {run} from "./run.mjs";

it("npm start -- --help says what it takes, and does nothing else", async () => {
    const {code, text} = await run(process.execPath, [inRoot("engine/host/setup/start.mjs"), "--help"], {quiet: true});
    expect(code).toBe(0);
    for (const option of ["--browser", "--no-open", "--desktop", "--port", "--workspace", "--model", "--dictionary"]) expect(text).toContain(`  ${option} `);
});
