import type {WebSocket} from "ws";

/** Enough for a page on the same machine never to wait; little enough that a sleeping laptop at the end of a tunnel costs no memory. */
const HIGH_WATER_BYTES = 1024 * 1024;

/**
 * A socket whose `send` resolves when the other side has kept up. oRPC awaits it, so a stream is asked for its next event only
 * when there is room for one, instead of piling events up in memory.
 */
export function withBackpressure(socket: WebSocket): Pick<WebSocket, "addEventListener" | "send"> {
    const send = (data: Parameters<WebSocket["send"]>[0]): Promise<void> | undefined => {
        if (socket.readyState !== socket.OPEN) return undefined;
        if (socket.bufferedAmount < HIGH_WATER_BYTES) return void socket.send(data, ignoreClosed);
        // The callback comes when this message has left, and with it everything before it
        return new Promise((resolve) => socket.send(data, () => resolve()));
    };
    return {addEventListener: socket.addEventListener.bind(socket), send: send as WebSocket["send"]};
}

/** A socket that closed meanwhile has already told oRPC so, by its own event. */
const ignoreClosed = () => {};
