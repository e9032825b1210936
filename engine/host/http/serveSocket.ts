import type {IncomingMessage, Server} from "node:http";
import type {Duplex} from "node:stream";
import {type WebSocket, WebSocketServer} from "ws";
import {mayConnect} from "./admission.ts";
import {withBackpressure} from "./withBackpressure.ts";

/** A request is a conversation turn or some settings; more than this is a mistake or an attack. */
const MAX_MESSAGE_BYTES = 32 * 1024 * 1024;

/** What oRPC's handler needs of a socket. */
export type RpcSocket = Pick<WebSocket, "addEventListener" | "send">;

interface SocketOptions {
    readonly path: string;
    readonly token: string;
    readonly onSocket: (socket: RpcSocket) => void;
}

/**
 * Accepts WebSockets on one path of a server, from our own pages with the token; everything else is answered 401 or 404 and closed.
 * @returns a function that closes every socket, which cancels what runs on it
 */
export function serveSocket(server: Server, {path, token, onSocket}: SocketOptions): () => void {
    const sockets = new WebSocketServer({noServer: true, maxPayload: MAX_MESSAGE_BYTES, handleProtocols: (offered) => offered.has("orpc") && "orpc"});

    server.on("upgrade", (request: IncomingMessage, connection: Duplex, head: Buffer) => {
        connection.on("error", () => connection.destroy());
        if (request.url?.split("?", 1)[0] !== path) return refuse(connection, "404 Not Found");
        if (!mayConnect(request.headers, token)) return refuse(connection, "401 Unauthorized");
        sockets.handleUpgrade(request, connection, head, (socket) => {
            socket.on("error", () => socket.terminate());
            onSocket(withBackpressure(socket));
        });
    });

    return () => {
        for (const socket of sockets.clients) socket.close(1001);
        sockets.close();
    };
}

function refuse(connection: Duplex, status: string): void {
    connection.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
