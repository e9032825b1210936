import {describe, expect, it} from "vitest";
import {WebSocket} from "ws";
import {withBackpressure} from "./withBackpressure.ts";

/** A socket whose other side reads only when told to. */
function aSlowSocket() {
    const waiting: Array<() => void> = [];
    const socket = {
        OPEN: WebSocket.OPEN,
        readyState: WebSocket.OPEN as number,
        bufferedAmount: 0,
        sent: 0,
        addEventListener() {},
        send(data: string, done: () => void) {
            this.sent++;
            this.bufferedAmount += data.length;
            waiting.push(done);
        },
        drain() {
            this.bufferedAmount = 0;
            for (const done of waiting.splice(0)) done();
        }
    };
    return {socket, send: withBackpressure(socket as unknown as WebSocket).send as (data: string) => Promise<void> | undefined};
}

describe("withBackpressure", () => {
    it("does not hold up a stream whose reader keeps up", () => {
        const {socket, send} = aSlowSocket();
        expect(send("a token")).toBeUndefined();
        expect(socket.sent).toBe(1);
    });

    it("holds a stream up once a megabyte waits to be read, until it is", async () => {
        const {socket, send} = aSlowSocket();
        send("x".repeat(1024 * 1024));
        let hasRoom = false;
        const waiting = send("one more")?.then(() => {
            hasRoom = true;
        });
        await Promise.resolve();
        expect(hasRoom).toBe(false);
        socket.drain();
        await waiting;
        expect(hasRoom).toBe(true);
    });

    it("drops what comes after the socket has closed", () => {
        const {socket, send} = aSlowSocket();
        socket.readyState = WebSocket.CLOSED;
        send("too late");
        expect(socket.sent).toBe(0);
    });
});
