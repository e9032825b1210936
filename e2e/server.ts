import {type ChildProcess, spawn} from "node:child_process";
import path from "node:path";
import {createInterface} from "node:readline";
import {Pace} from "./Pace.ts";

const root = path.resolve(import.meta.dirname, "..");

/** a port that nothing listens on */
const NOBODY = "http://127.0.0.1:9";

export interface Server {
    /** the address that opens the app, token included */
    readonly url: string;
    readonly pace: Pace;
    /** ends it as a crash of the native code would: at once, with nothing written down */
    kill(): Promise<void>;
    /** ends it as Ctrl-C does */
    stop(): Promise<void>;
}

/**
 * `saelor serve` on a workspace of its own, with the bundled demo. Resolves once it has printed its address.
 * @param environment what differs from this process's: a journey without a hub of its own asks nobody
 */
export async function startServer(workspace: string, environment: Readonly<Record<string, string>> = {}): Promise<Server> {
    const child = spawn(process.execPath, [path.join(root, "engine/host/cli.ts"), "serve", "--workspace", workspace], {
        cwd: root,
        env: {...process.env, HF_ENDPOINT: NOBODY, ...environment},
        stdio: ["ignore", "pipe", "inherit"]
    });
    const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
    const {url} = await firstLine(child);
    const pace = new Pace(child);
    const end = (signal: NodeJS.Signals) => {
        pace.normal();
        child.kill(signal);
        return ended;
    };
    // a frozen process can be killed as it is: it gets no chance to finish what it was doing
    const kill = () => {
        pace.freeze();
        child.kill("SIGKILL");
        return ended;
    };
    return {url, pace, kill, stop: () => end("SIGTERM")};
}

function firstLine(child: ChildProcess): Promise<{url: string}> {
    return new Promise((resolve, reject) => {
        createInterface({input: child.stdout!}).once("line", (line) => resolve(JSON.parse(line)));
        child.once("error", reject);
        child.once("close", (code) => reject(new Error(`saelor serve ended with ${code} before it had an address`)));
    });
}
