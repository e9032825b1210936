import {EngineError} from "../../contract/index.ts";
import {inTime, Silence} from "./inTime.ts";
import {networkDetail} from "./networkError.ts";
import {Interruption} from "./types.ts";

export type BodyReader = ReadableStreamDefaultReader<Uint8Array>;

export interface Reading {
    readonly url: string;
    readonly stallMs: number;
    /** ends the request */
    readonly abort: () => void;
    /** for the error: what is there so far */
    readonly got: () => number;
    readonly bytes: number;
}

/**
 * A response's chunks as they come. Silence for longer than `stallMs` ends the request; the time that the reader takes does not count.
 * @throws Interruption when the connection is lost or silent
 */
export async function* readBody(reader: BodyReader, {url, stallMs, abort, got, bytes}: Reading): AsyncGenerator<Uint8Array, void, void> {
    try {
        for (;;) {
            const {done, value} = await inTime(reader.read(), stallMs, abort);
            if (done) return;
            yield value;
        }
    } catch (error) {
        // what the reader throws does not come here: it ends the generator
        const said = error instanceof Silence ? "the server is silent" : "connection lost";
        const detail = error instanceof Silence ? error.message : networkDetail(error);
        throw new Interruption(said, new EngineError("download/interrupted", {url, detail, gotBytes: got(), expectedBytes: bytes}, {cause: error}));
    } finally {
        await reader.cancel().catch(() => undefined);
    }
}
