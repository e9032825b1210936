import {RPCHandler} from "@orpc/server/ws";
import {createEngine} from "./engine.ts";
import type {RpcSocket} from "./http/serveSocket.ts";
import {router} from "./router.ts";

interface OpenOptions {
    readonly workspace: string;
    /** GGUF file to begin with, added to the picker; absent: the model used last, else the demo */
    readonly model?: string;
}

/**
 * The engine behind WebSockets.
 * @throws EngineError `store/*`, `file/not-found`
 */
export async function openEngine({workspace, model}: OpenOptions) {
    const engine = await createEngine({workspace, autoLoad: model === undefined ? "last" : "none"});
    if (model !== undefined) await begin(engine, model);
    const handler = new RPCHandler(router);
    return {
        onSocket: (socket: RpcSocket): void => void handler.upgrade(socket, {context: {engine}}),
        close: (): Promise<void> => engine.close()
    };
}

type Opened = Awaited<ReturnType<typeof createEngine>>;

/** A model that was added before keeps its dictionaries. */
async function begin(engine: Opened, path: string): Promise<void> {
    try {
        const known = engine.models.list().find((entry) => entry.path === path);
        const {id: modelId} = known ?? engine.models.add({path, dictionaries: []});
        // Loading goes on behind the open page, and a failure shows in the status.
        engine.models.load({modelId}).catch(() => undefined);
    } catch (error) {
        await engine.close();
        throw error;
    }
}
