import {EngineError} from "../../contract/index.ts";
import {networkDetail, unreachable} from "./networkError.ts";
import type {PartFile} from "./PartFile.ts";
import {parseContentRange} from "./parseContentRange.ts";
import type {BodyReader} from "./readBody.ts";
import {isBusy} from "./refusalOf.ts";
import {retryAfter} from "./retryAfter.ts";
import {Interruption} from "./types.ts";

/** The server says something else than it said before, or than the listing says: with a fresh beginning it may make sense. */
export class Contradiction extends Error {
    /** thrown when it happens too often */
    readonly final: EngineError;
    /** whether the server's ranges are not to be trusted */
    readonly withoutRange: boolean;

    constructor(final: EngineError, {withoutRange = false} = {}) {
        super(final.message);
        this.final = final;
        this.withoutRange = withoutRange;
    }
}

export interface BodyRequest {
    readonly url: string;
    readonly headers: Readonly<Record<string, string>>;
    /** what is there already */
    readonly part: Pick<PartFile, "length" | "etag">;
    /** of the whole file, as the listing says */
    readonly bytes: number;
    /** whether a body pieced together is checked afterwards: then ranges are asked for without an ETag too */
    readonly checked: boolean;
    readonly ranges: boolean;
    readonly signal: AbortSignal;
    readonly refused: (facts: {readonly status: number; readonly errorCode: string | undefined; readonly url: string}) => EngineError;
}

export interface Body {
    /** position of its first byte in the file: 0, or what was asked for */
    readonly start: number;
    readonly etag: string | null;
    /** already taken: a body that nobody reads is cancelled, silently, when its response is garbage-collected */
    readonly reader: BodyReader;
}

/**
 * Asks for the rest of a file, or for all of it where it may have changed or ranges can't be had. `fetch` follows redirects and leaves the
 * token behind where one leads to another host.
 * @throws Interruption, Contradiction, or what `refused` makes of a no
 */
export async function openBody({url, headers, part, bytes, checked, ranges, signal, refused}: BodyRequest): Promise<Body> {
    // a weak ETag does not promise the same bytes, so it can't be a condition (RFC 9110, 13.1.5)
    const condition = part.etag?.startsWith('"') ? part.etag : undefined;
    const from = ranges && part.length > 0 && (condition !== undefined || checked) ? part.length : 0;
    let response: Response;
    try {
        response = await fetch(url, {
            signal,
            // what is asked for is the file, not a packed form of it: positions and lengths must be its own
            headers: {...headers, "accept-encoding": "identity", ...(from > 0 && {range: `bytes=${from}-`, ...(condition && {"if-range": condition})})}
        });
    } catch (error) {
        if (networkDetail(error) === "redirect count exceeded")
            throw new EngineError("download/refused", {url, status: 302, detail: "one redirect after another"}, {cause: error});
        throw new Interruption(`can't reach ${new URL(url).host}`, unreachable(url, error));
    }
    try {
        return readHeaders(response, {from, part, bytes, url, refused});
    } catch (error) {
        await response.body?.cancel().catch(() => undefined);
        throw error;
    }
}

function readHeaders(
    response: Response,
    {from, part, bytes, url, refused}: Pick<BodyRequest, "part" | "bytes" | "url" | "refused"> & {readonly from: number}
): Body {
    const {status, headers, body} = response;
    const refusedAs = (detail: string) => new EngineError("download/refused", {url, status, detail});
    const packed = (headers.get("content-encoding") ?? "identity") !== "identity";
    const etag = headers.get("etag");
    const otherSize = (total: number) => new Contradiction(refusedAs(`the server's file has ${total} bytes, the listing says ${bytes}`));

    if (isBusy(status)) throw new Interruption("the server is busy", refusedAs(`the server answers ${status}`), retryAfter(headers.get("retry-after")));
    if (status === 416 && from > 0) throw new Contradiction(refusedAs("the server has no such range"), {withoutRange: true});
    if (status === 206 && from > 0 && body !== null) {
        const range = parseContentRange(headers.get("content-range"));
        if (range?.total !== undefined && range.total !== bytes) throw otherSize(range.total);
        if (range?.start !== from || packed) throw new Contradiction(refusedAs("the server sends another range than was asked for"), {withoutRange: true});
        if (etag !== null && part.etag !== null && etag !== part.etag) throw new Contradiction(new EngineError("download/keeps-changing", {url}));
        return {start: from, etag: part.etag, reader: body.getReader()};
    }
    if (status === 200 && body !== null) {
        const told = packed ? null : headers.get("content-length");
        if (told !== null && Number(told) !== bytes) throw otherSize(Number(told));
        // what was unpacked on the way has no positions that a later range could refer to
        return {start: 0, etag: packed ? null : etag, reader: body.getReader()};
    }
    throw refused({status, errorCode: headers.get("x-error-code") ?? undefined, url: response.url || url});
}
