import {nodeProgram} from "./dependencies.mjs";
import {inRoot} from "./places.mjs";
import {ensureRenderer} from "./renderer.mjs";
import {run} from "./run.mjs";
import {runMain} from "./say.mjs";
import {setupCommandLine} from "./setup.mjs";

/** `npm run saelor -- <command>`: set-up without a word on stdout, then the command under Node 24 with its exit code kept. */
await runMain(async () => {
    const args = process.argv.slice(2);
    await setupCommandLine();
    if (args[0] === "serve") await ensureRenderer();
    // npm goes to the folder of package.json first and tells here where it was called: what a person types is relative to that
    const {code} = await run(nodeProgram(), [inRoot("engine/host/cli.ts"), ...args], {cwd: process.env.INIT_CWD ?? process.cwd()});
    return code;
});
