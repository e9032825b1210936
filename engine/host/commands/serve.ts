import {fileURLToPath} from "node:url";
import {type Command, InvalidArgumentError} from "commander";
import {defaultWorkspace} from "../defaultWorkspace.ts";
import {interruptSignal} from "../interrupt.ts";
import {startServer} from "../serve.ts";

interface ServeOptions {
    readonly port?: number;
    readonly workspace: string;
    readonly model?: string;
}

export function registerServe(program: Command): void {
    program
        .command("serve")
        .description("the app for a browser on this machine; prints one line of JSON {url, token}")
        .option("--port <number>", "port on 127.0.0.1 (default: a free one)", parsePort)
        .option("--workspace <folder>", "where conversations and labels are kept", defaultWorkspace())
        .option("--model <file>", "GGUF model to load at the start")
        .action(serve);
}

async function serve({port = 0, workspace, model}: ServeOptions): Promise<void> {
    const signal = interruptSignal();
    const {openEngine} = await import("../openEngine.ts");
    const engine = await openEngine({workspace, ...(model === undefined ? {} : {model})});
    try {
        const pages = fileURLToPath(new URL("../../../out/renderer", import.meta.url));
        const server = await startServer({onSocket: engine.onSocket, pages, port});
        process.stdout.write(`${JSON.stringify({url: server.url, token: server.token})}\n`);
        await interrupted(signal);
        await server.close();
    } finally {
        await engine.close();
    }
}

function interrupted(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
        if (signal.aborted) resolve();
        signal.addEventListener("abort", () => resolve(), {once: true});
    });
}

function parsePort(text: string): number {
    const port = Number(text);
    if (!Number.isInteger(port) || port < 0 || port > 65535) throw new InvalidArgumentError("A port is a whole number from 0 to 65535.");
    return port;
}
