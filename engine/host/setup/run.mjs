import {spawn} from "node:child_process";
import path from "node:path";
import {inRoot, root} from "./places.mjs";

/** Programs of installed packages, among them Node 24 as `node`, come before the system's. */
export function environment(extra = {}) {
    const searchPath = [inRoot("node_modules/node/bin"), inRoot("node_modules/.bin"), process.env.PATH].join(path.delimiter);
    return {...process.env, PATH: searchPath, ...extra};
}

/**
 * Runs a program and waits for it; SIGTERM and SIGHUP are passed on. A terminal gives Ctrl-C to the whole process group by
 * itself, so here it is only survived: the child decides how to end and we keep its exit code.
 * @param options `quiet`: its output is kept and returned rather than shown; `output`: where its stdout goes; `cwd`: its folder (default: the repository's)
 * @returns exit code (128 + signal where a signal ended it), and the output where quiet
 */
export function run(program, args, {quiet = false, output = "inherit", env = {}, timeoutMs, cwd = root} = {}) {
    return new Promise((resolve, reject) => {
        const stdio = quiet ? ["ignore", "pipe", "pipe"] : ["inherit", output === "stderr" ? process.stderr : output, "inherit"];
        const child = spawn(program, args, {cwd, env: environment(env), stdio, timeout: timeoutMs, shell: needsShell(program)});
        const kept = [];
        child.stdout?.on("data", (bytes) => kept.push(bytes));
        child.stderr?.on("data", (bytes) => kept.push(bytes));

        const forward = (signal) => child.kill(signal);
        const survive = () => {};
        process.on("SIGTERM", forward).on("SIGHUP", forward).on("SIGINT", survive);
        const release = () => process.off("SIGTERM", forward).off("SIGHUP", forward).off("SIGINT", survive);

        child.on("error", (error) => {
            release();
            reject(error);
        });
        child.on("close", (code, signal) => {
            release();
            resolve({code: code ?? 128 + (SIGNAL_NUMBERS[signal] ?? 0), text: Buffer.concat(kept).toString("utf8")});
        });
    });
}

const SIGNAL_NUMBERS = {SIGHUP: 1, SIGINT: 2, SIGKILL: 9, SIGTERM: 15};

/** npm is a batch file on Windows, which only a shell can start. */
const needsShell = (program) => process.platform === "win32" && program === "npm";
