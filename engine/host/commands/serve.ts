import path from "node:path";
import {fileURLToPath} from "node:url";
import {RPCHandler} from "@orpc/server/ws";
import {type Command, InvalidArgumentError} from "commander";
import {defaultWorkspace} from "../defaultWorkspace.ts";
import type {Engine} from "../engine.ts";
import type {RpcSocket} from "../http/serveSocket.ts";
import {interruptSignal} from "../interrupt.ts";
import {reportError} from "../reportError.ts";
import {startServer} from "../serve.ts";

interface ServeOptions {
    readonly port?: number;
    readonly workspace: string;
    readonly model?: string;
    readonly dictionary: readonly string[];
}

export function registerServe(program: Command): void {
    program
        .command("serve")
        .description("the app for a browser on this machine; prints one line of JSON {url, token}")
        .option("--port <number>", "port on 127.0.0.1 (default: a free one)", parsePort)
        .option("--workspace <folder>", "where conversations and labels are kept", defaultWorkspace())
        .option("--model <file>", "GGUF model to remember and load (default: the last one, at first the bundled demo)")
        .option(
            "--dictionary <file>",
            "a .sae.gguf of that model; may be given several times",
            (file: string, before: readonly string[]) => [...before, file],
            []
        )
        .action(serve);
}

async function serve({port = 0, workspace, model, dictionary}: ServeOptions): Promise<void> {
    const signal = interruptSignal();
    // read only now: the database and llama.cpp are not needed to say which options there are
    const [{createEngine}, {router}] = await Promise.all([import("../engine.ts"), import("../router.ts")]);
    const engine = await createEngine({workspace, autoLoad: model === undefined ? "last" : "none"});
    try {
        const handler = new RPCHandler(router);
        const onSocket = (socket: RpcSocket) => void handler.upgrade(socket, {context: {engine}});
        const server = await startServer({onSocket, pages, port});
        process.stdout.write(`${JSON.stringify({url: server.url, token: server.token})}\n`);
        if (model !== undefined)
            await loadFile(
                engine,
                path.resolve(model),
                dictionary.map((file) => path.resolve(file)),
                signal
            );
        await interrupted(signal);
        // first the sockets, which stops what is being written, then the database that it is written to
        await server.close();
    } finally {
        await engine.close();
    }
}

const pages = fileURLToPath(new URL("../../../out/renderer", import.meta.url));

/** A model that can't be loaded is no reason to end: the app shows why, and offers others. */
async function loadFile(engine: Engine, model: string, dictionaries: readonly string[], signal: AbortSignal): Promise<void> {
    try {
        const {id} = await engine.models.add({path: model, dictionaries});
        await engine.models.load({modelId: id}, signal);
    } catch (error) {
        if (!signal.aborted) process.stderr.write(`${reportError(error, {json: false})}\n`);
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
