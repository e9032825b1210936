import {existsSync} from "node:fs";
import {nodeProgram} from "./dependencies.mjs";
import {inRoot} from "./places.mjs";
import {run} from "./run.mjs";
import {SetupError, say} from "./say.mjs";
import {stamp} from "./stamp.mjs";

/** Builds the pages that both the desktop window and the browser show. */
export async function ensureRenderer() {
    const made = stamp("renderer", ["renderer", "engine/contract", "package-lock.json", "tsconfig.json"]);
    if (made.matches() && existsSync(inRoot("out/renderer/index.html"))) return;
    say("Building the pages …");
    const {code, text} = await run(nodeProgram(), ["node_modules/vite/bin/vite.js", "build", "--config", "renderer/vite.config.ts", "--logLevel", "warn"], {
        quiet: true
    });
    if (code !== 0) throw new SetupError(`The pages did not build:\n${text.trim()}`);
    made.write();
}
