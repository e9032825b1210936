import type {ClientContext, ClientLink, ClientOptions} from "@orpc/client";
import {RPCLink as PortLink} from "@orpc/client/message-port";
import {RPCLink as SocketLink} from "@orpc/client/websocket";
import {takeToken} from "./token.ts";

/** `waiting`: not reached yet; `lost`: was open, is being reached again. */
export type ConnectionState = "waiting" | "open" | "lost";

type Link = ClientLink<ClientContext>;

/** The engine went away during a call; the call may be made again once the connection is back. */
export class ConnectionLostError extends Error {
    override readonly name = "ConnectionLostError";
}

/**
 * One lasting line to the engine over whichever transport is there. Calls made while it is down wait for it;
 * calls in flight when it goes down fail with `ConnectionLostError`.
 */
export class Connection implements Link {
    #state: ConnectionState = "waiting";
    #attempts = 0;
    #link: Link | null = null;
    #life = new AbortController();
    #waiting: Array<(link: Link) => void> = [];
    readonly #listeners = new Set<() => void>();

    readonly subscribe = (listener: () => void) => {
        this.#listeners.add(listener);
        return () => void this.#listeners.delete(listener);
    };
    readonly state = () => this.#state;
    /** failed attempts since it was last open */
    readonly attempts = () => this.#attempts;

    async call(path: readonly string[], input: unknown, options: ClientOptions<ClientContext>): Promise<unknown> {
        const link = this.#link ?? (await this.#nextLink(options.signal));
        const life = this.#life.signal;
        const signal = options.signal ? AbortSignal.any([options.signal, life]) : life;
        try {
            return await link.call(path, input, {...options, signal});
        } catch (error) {
            throw life.aborted && !options.signal?.aborted ? new ConnectionLostError("The connection to the engine was lost", {cause: error}) : error;
        }
    }

    opened(link: Link) {
        if (this.#link !== null) this.closed();
        this.#link = link;
        this.#life = new AbortController();
        this.#attempts = 0;
        this.#set("open");
        for (const resolve of this.#waiting.splice(0)) resolve(link);
    }

    closed() {
        const wasOpen = this.#link !== null;
        this.#link = null;
        this.#attempts++;
        this.#life.abort(new ConnectionLostError("The connection to the engine was lost"));
        this.#set(wasOpen || this.#state === "lost" ? "lost" : "waiting");
    }

    #set(state: ConnectionState) {
        this.#state = state;
        for (const listener of this.#listeners) listener();
    }

    #nextLink(signal: AbortSignal | undefined) {
        return new Promise<Link>((resolve, reject) => {
            this.#waiting.push(resolve);
            signal?.addEventListener("abort", () => reject(signal.reason), {once: true});
        });
    }
}

/** In the desktop shell: the preload hands over a port, and a fresh one after every restart of the engine. */
export function connectThroughPorts(connection: Connection) {
    window.addEventListener("message", (event) => {
        const port = event.ports[0];
        if (event.source !== window || event.data !== "saelor:engine-port" || port === undefined) return;
        let current = true;
        port.addEventListener("close", () => {
            if (current) connection.closed();
            current = false;
        });
        connection.opened(new PortLink({port}));
        port.start();
    });
    window.postMessage("saelor:renderer-ready", window.location.origin === "null" ? "*" : window.location.origin);
}

const FIRST_RETRY_MS = 250;
const LONGEST_RETRY_MS = 4000;

/** In a browser: a WebSocket to where the page came from, reached again whenever it closes. */
export function connectThroughSocket(connection: Connection) {
    const token = takeToken();
    const scheme = window.location.protocol === "https:" ? "wss:" : "ws:";
    const open = () => {
        const socket = new WebSocket(`${scheme}//${window.location.host}/rpc`, token === null ? ["orpc"] : ["orpc", `bearer.${token}`]);
        socket.binaryType = "arraybuffer";
        const link = new SocketLink({websocket: socket});
        socket.addEventListener("open", () => connection.opened(link));
        socket.addEventListener("close", () => {
            connection.closed();
            setTimeout(open, Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(connection.attempts() - 1, 6)));
        });
    };
    open();
}

export const inDesktopShell = () => navigator.userAgent.includes("Electron/") || window.location.protocol === "app:";
