import {existsSync, mkdirSync, readFileSync, writeFileSync} from "node:fs";
import path from "node:path";
import {nodeProgram} from "./dependencies.mjs";
import {inRoot} from "./places.mjs";
import {run} from "./run.mjs";
import {SetupError, say} from "./say.mjs";
import {stamp} from "./stamp.mjs";

/** long enough for 120 MB on a slow line, short enough that a blocked network does not look like a hang */
const DOWNLOAD_TIMEOUT_MS = 180_000;

/**
 * The desktop runtime's program, fetched when it is absent. Where it can't be had that is remembered for this version, so that
 * later starts need not wait for the network.
 * @param download false: only look; `again`: also where it could not be had before
 * @returns path of the program, or undefined
 */
export async function electronProgram({download = true} = {}) {
    const present = findRuntime();
    if (present !== undefined || !download || process.env.ELECTRON_OVERRIDE_DIST_PATH !== undefined) return present;
    const failed = inRoot("out/stamps", `electron-${version()}-unavailable`);
    if (existsSync(failed) && download !== "again") return undefined;
    say("Fetching the desktop runtime (once) …");
    const {code} = await run(nodeProgram(), [inRoot("node_modules/electron/install.js")], {quiet: true, timeoutMs: DOWNLOAD_TIMEOUT_MS});
    if (code === 0) return findRuntime();
    mkdirSync(path.dirname(failed), {recursive: true});
    writeFileSync(failed, "npm start -- --desktop tries again.\n");
    return undefined;
}

/** Bundles the shell, its preload and the engine's entry. */
export async function ensureElectronBundle() {
    const made = stamp("electron", ["main", "engine", "electron.config.ts", "package-lock.json"]);
    if (made.matches() && existsSync(inRoot("out/main/index.js"))) return;
    say("Building the desktop shell …");
    const {code, text} = await run(
        nodeProgram(),
        ["node_modules/electron-vite/bin/electron-vite.js", "build", "--config", "electron.config.ts", "--logLevel", "warn"],
        {quiet: true}
    );
    if (code !== 0) throw new SetupError(`The desktop shell did not build:\n${text.trim()}`);
    made.write();
}

function findRuntime() {
    const folder = inRoot("node_modules/electron");
    const pathFile = path.join(folder, "path.txt");
    const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
    if (override === undefined && !existsSync(pathFile)) return undefined;
    const program = path.join(
        override ?? path.join(folder, "dist"),
        existsSync(pathFile) ? readFileSync(pathFile, "utf8") : (PROGRAMS[process.platform] ?? "electron")
    );
    return existsSync(program) ? program : undefined;
}

const PROGRAMS = {darwin: "Electron.app/Contents/MacOS/Electron", win32: "electron.exe"};

const version = () => JSON.parse(readFileSync(inRoot("node_modules/electron/package.json"), "utf8")).version;
