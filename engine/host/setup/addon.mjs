import {nodeProgram} from "./dependencies.mjs";
import {run} from "./run.mjs";
import {SetupError} from "./say.mjs";
import {requireCompiler, requireGit} from "./tools.mjs";

/** Compiles the native addon where its sources changed. It is incremental, so it is simply asked every time. */
export async function ensureAddon() {
    requireCompiler();
    requireGit();
    const {code} = await run(nodeProgram(), ["engine/native/build.mjs"], {output: "stderr"});
    if (code !== 0) throw new SetupError("The native addon did not compile; the compiler's words are above. By hand: npm run build:native");
}
