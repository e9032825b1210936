import {createServer} from "node:http";
import {EngineError} from "../contract/index.ts";
import {createToken} from "./http/admission.ts";
import {servePages} from "./http/servePages.ts";
import {type RpcSocket, serveSocket} from "./http/serveSocket.ts";

/** Only this machine can connect; from elsewhere, through an SSH tunnel. */
const HOST = "127.0.0.1";

interface ServerOptions {
    /** the engine's procedures, put on a socket that was let in */
    readonly onSocket: (socket: RpcSocket) => void;
    /** folder of the built renderer */
    readonly pages: string;
    /** 0: any free port */
    readonly port: number;
    readonly token?: string;
}

export interface RunningServer {
    /** the app's address with the token in its fragment, which a browser never sends anywhere */
    readonly url: string;
    readonly token: string;
    readonly port: number;
    /** ends every connection, and so cancels what runs on it; resolves when the port is free */
    close(): Promise<void>;
}

/**
 * The renderer over HTTP and the engine over a WebSocket at `/rpc`, on one port of the loopback interface.
 * @throws EngineError `serve/port-in-use`
 */
export async function startServer({onSocket, pages, port, token = createToken()}: ServerOptions): Promise<RunningServer> {
    const server = createServer(servePages(pages));
    const closeSockets = serveSocket(server, {path: "/rpc", token, onSocket});
    const boundPort = await listen(server, port);
    return {
        url: `http://${HOST}:${boundPort}/#token=${token}`,
        token,
        port: boundPort,
        close: () =>
            new Promise((resolve) => {
                server.close(() => resolve());
                closeSockets();
                server.closeAllConnections();
            })
    };
}

function listen(server: ReturnType<typeof createServer>, port: number): Promise<number> {
    return new Promise((resolve, reject) => {
        server.once("error", (cause: NodeJS.ErrnoException) => {
            reject(cause.code === "EADDRINUSE" ? new EngineError("serve/port-in-use", {port}, {cause}) : cause);
        });
        server.listen(port, HOST, () => {
            const address = server.address();
            resolve(typeof address === "object" && address !== null ? address.port : port);
        });
    });
}
