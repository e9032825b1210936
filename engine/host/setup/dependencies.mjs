import {existsSync, readFileSync} from "node:fs";
import {inRoot} from "./places.mjs";
import {run} from "./run.mjs";
import {SetupError, say} from "./say.mjs";

/** Installs the locked packages, unless node_modules already holds exactly those. */
export async function ensureDependencies() {
    if (isInstalled()) return;
    say("Installing packages (once; a minute or two) …");
    // Prebuilt llama.cpp libraries arrive as packages of their own; the install script would otherwise look for more of them, or compile
    const env = {NODE_LLAMA_CPP_SKIP_DOWNLOAD: "true"};
    const {code, text} = await run("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {quiet: true, env});
    if (code !== 0) throw new SetupError(`npm ci failed:\n${text.trim()}\n\nCheck the network (npm must reach its registry) and run this again.`);
    if (!existsSync(nodeProgram()))
        throw new SetupError(
            "npm left out Node 24: the package `node` fetches it in an install script, which your npm is set to skip. Run: npm rebuild node --ignore-scripts=false"
        );
}

/** The Node 24 that everything else runs on: the one that the `node` package brings, whatever the system has. */
export function nodeProgram() {
    const bundled = inRoot("node_modules/node/bin", process.platform === "win32" ? "node.exe" : "node");
    const isNewEnough = Number(process.versions.node.split(".")[0]) >= 24;
    return !existsSync(bundled) && isNewEnough ? process.execPath : bundled;
}

/** npm writes node_modules/.package-lock.json last; packages for other platforms are optional and absent from it. */
function isInstalled() {
    const hidden = inRoot("node_modules/.package-lock.json");
    if (!existsSync(hidden) || !existsSync(nodeProgram())) return false;
    const wanted = JSON.parse(readFileSync(inRoot("package-lock.json"), "utf8")).packages;
    const got = JSON.parse(readFileSync(hidden, "utf8")).packages;
    return Object.entries(wanted).every(([path, entry]) => {
        if (path === "") return true;
        if (got[path] === undefined) return entry.optional || entry.peer || entry.devOptional;
        return got[path].version === entry.version;
    });
}
