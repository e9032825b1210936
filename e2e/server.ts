import {type ChildProcess, spawn} from "node:child_process";
import path from "node:path";
import {createInterface} from "node:readline";

const root = path.resolve(import.meta.dirname, "..");

export interface Server {
    /** the address that opens the app, token included */
    readonly url: string;
    /** ends it as a crash of the native code would: at once, with nothing written down */
    kill(): Promise<void>;
    /** ends it as Ctrl-C does */
    stop(): Promise<void>;
}

/** `saelor serve` on a workspace of its own, with the bundled demo. Resolves once it has printed its address. */
export async function startServer(workspace: string): Promise<Server> {
    const child = spawn(process.execPath, [path.join(root, "engine/host/cli.ts"), "serve", "--workspace", workspace], {
        cwd: root,
        stdio: ["ignore", "pipe", "inherit"]
    });
    const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
    const {url} = await firstLine(child);
    const end = (signal: NodeJS.Signals) => {
        child.kill(signal);
        return ended;
    };
    return {url, kill: () => end("SIGKILL"), stop: () => end("SIGTERM")};
}

function firstLine(child: ChildProcess): Promise<{url: string}> {
    return new Promise((resolve, reject) => {
        createInterface({input: child.stdout!}).once("line", (line) => resolve(JSON.parse(line)));
        child.once("error", reject);
        child.once("close", (code) => reject(new Error(`saelor serve ended with ${code} before it had an address`)));
    });
}
