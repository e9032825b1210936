import {spawn} from "node:child_process";
import {createInterface} from "node:readline";
import {nodeProgram} from "./dependencies.mjs";
import {inRoot, root} from "./places.mjs";
import {environment} from "./run.mjs";
import {say} from "./say.mjs";
import {hasScreen} from "./screen.mjs";
import {findProgram} from "./tools.mjs";

/**
 * Serves the app on this machine, shows its address (which carries the token) and opens it where there is a screen.
 * @returns the server's exit code, once it ends
 */
export function openInBrowser(args, {open}) {
    const server = spawn(nodeProgram(), [inRoot("engine/host/cli.ts"), "serve", ...args], {
        cwd: root,
        env: environment(),
        stdio: ["ignore", "pipe", "inherit"]
    });
    for (const signal of ["SIGTERM", "SIGHUP"]) process.on(signal, () => server.kill(signal));
    // Ctrl-C reaches the server by itself; we stay to keep its exit code
    process.on("SIGINT", () => {});

    createInterface({input: server.stdout}).once("line", (line) => {
        const {url} = JSON.parse(line);
        say(`\nSaelor is open at ${url}\nCtrl-C ends it; conversations are kept.`);
        if (open) openAddress(url);
    });
    return new Promise((resolve, reject) => {
        server.on("error", reject);
        server.on("close", (code) => resolve(code ?? 1));
    });
}

/** The address is printed in any case, so a machine without a screen or an opener is no failure. */
function openAddress(url) {
    const [program, ...args] = {darwin: ["open", url], win32: ["cmd", "/c", "start", "", url]}[process.platform] ?? ["xdg-open", url];
    if (!hasScreen() || findProgram(program) === undefined) return;
    spawn(program, args, {stdio: "ignore", detached: true})
        .on("error", () => {})
        .unref();
}
