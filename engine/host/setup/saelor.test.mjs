import {mkdtempSync, realpathSync} from "node:fs";
import {tmpdir} from "node:os";
import path from "node:path";
import {expect, it} from "vitest";
import {inRoot} from "./places.mjs";
import {run} from "./run.mjs";

it("npm run saelor: paths are relative to where npm was called", {timeout: 300_000}, async () => {
    const folder = realpathSync(mkdtempSync(path.join(tmpdir(), "saelor-called-")));
    const {code, text} = await run(process.execPath, [inRoot("engine/host/setup/saelor.mjs"), "library", "look", "none.gguf"], {
        quiet: true,
        env: {INIT_CWD: folder}
    });
    expect(code).toBe(1);
    expect(text).toContain(`path: ${path.join(folder, "none.gguf")}`);
});
