import {EngineError} from "../../contract/index.ts";
import type {Download} from "./downloadFile.ts";
import {inTime, Silence} from "./inTime.ts";
import {unreachable} from "./networkError.ts";
import {type Body, type BodyRequest, Contradiction, openBody} from "./openBody.ts";
import type {PartFile} from "./PartFile.ts";
import {readBody} from "./readBody.ts";
import {Interruption} from "./types.ts";

export interface Fetching {
    readonly stallMs: number;
    readonly signal: AbortSignal;
    /** whether the server's ranges are to be trusted */
    readonly ranges: boolean;
    /** empties the part for another version; throws where that happened too often */
    readonly restartFor: (reason: Contradiction, etag: string | null) => Promise<void>;
    readonly onBytes: () => void;
}

/**
 * One request for what a part lacks; whatever comes of it is appended.
 * @throws Interruption, Contradiction, EngineError; the signal's reason
 */
export async function fetchOnce(part: PartFile, download: Download, {stallMs, signal, ranges, restartFor, onBytes}: Fetching): Promise<void> {
    const {url, bytes, sha256, headers, refused} = download;
    const request = new AbortController();
    const abort = () => request.abort();
    try {
        const body = await openInTime(
            {url, headers: await headers(), part, bytes, checked: sha256 !== undefined, ranges, signal: AbortSignal.any([signal, request.signal]), refused},
            stallMs,
            abort
        );
        await beginAt(part, body, new Contradiction(new EngineError("download/keeps-changing", {url})), restartFor);
        for await (const chunk of readBody(body.reader, {url, stallMs, abort, got: () => part.length, bytes})) {
            if (part.length + chunk.byteLength > bytes) throw new Contradiction(sendsMore(url, bytes));
            await part.append(chunk);
            onBytes();
        }
        if (part.length < bytes) throw new Interruption("connection lost", endedEarly(url, part.length, bytes));
    } finally {
        abort();
    }
}

async function openInTime(request: BodyRequest, stallMs: number, abort: () => void): Promise<Body> {
    try {
        return await inTime(openBody(request), stallMs, abort);
    } catch (error) {
        if (error instanceof Silence) throw new Interruption("the server is silent", unreachable(request.url, error));
        throw error;
    }
}

/** Makes what is there fit the body: it goes on after it, or replaces it. */
async function beginAt(part: PartFile, {start, etag}: Body, changed: Contradiction, restartFor: Fetching["restartFor"]): Promise<void> {
    if (start > 0) return;
    const isOther = part.length > 0 && etag !== null && part.etag !== null && etag !== part.etag;
    await (isOther ? restartFor(changed, etag) : part.restart(etag));
}

function sendsMore(url: string, bytes: number): EngineError {
    return new EngineError("download/refused", {url, status: 200, detail: `the server sends more than the ${bytes} bytes that the listing says`});
}

function endedEarly(url: string, gotBytes: number, expectedBytes: number): EngineError {
    return new EngineError("download/interrupted", {url, detail: "the server ended early", gotBytes, expectedBytes});
}
