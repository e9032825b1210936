import {createReadStream} from "node:fs";
import {open} from "node:fs/promises";
import {createGunzip} from "node:zlib";
import {EngineError} from "../../contract/index.ts";
import {toFileError} from "../../dictionaries/files/toFileError.ts";

/** A line beyond this is not a document but a file of another kind. */
const LONGEST_LINE = 64 * 2 ** 20;

export interface Line {
    readonly text: string;
    /** bytes of the file up to the end of the line; of a gzip, about so many of the packed ones */
    readonly readBytes: number;
    /** false: more of the same line comes next */
    readonly ends: boolean;
}

/**
 * Lines of a text file, gzip or not (told by its first bytes), without their ends; memory holds one line and a chunk. Reading stops when nobody asks for more.
 * @param piece a line of more characters than that is handed on in pieces; absent: lines are whole
 * @throws EngineError `file/not-found`, `file/no-permission`, `file/truncated` for a gzip that ends too early, `file/malformed`, `file/too-large`
 */
export async function* readLines(path: string, {piece = Number.POSITIVE_INFINITY}: {readonly piece?: number} = {}): AsyncGenerator<Line, void, void> {
    try {
        const gzip = (await isGzip(path)) ? createGunzip() : undefined;
        const source = createReadStream(path);
        const bytes = gzip === undefined ? source : source.pipe(gzip);
        source.on("error", (error) => bytes.destroy(error));
        const decoder = new TextDecoder("utf-8", {fatal: false});
        let unpacked = 0;
        let consumed = 0;
        // a line that has not ended: joined once, however many chunks it takes
        let rest: string[] = [];
        let length = 0;
        let readBytes = 0;
        const line = (ends: boolean): Line => {
            const text = rest.join("");
            consumed = Math.min(unpacked, consumed + Buffer.byteLength(text) + (ends ? 1 : 0));
            rest = [];
            length = 0;
            readBytes = Math.max(readBytes, gzip === undefined ? consumed : (gzip.bytesWritten * consumed) / Math.max(1, unpacked));
            return {
                text: ends && text.endsWith("\r") ? text.slice(0, -1) : text,
                readBytes,
                ends
            };
        };
        try {
            for await (const chunk of bytes) {
                unpacked += (chunk as Buffer).byteLength;
                const text = decoder.decode(chunk as Buffer, {stream: true});
                let from = 0;
                for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n", from)) {
                    rest.push(text.slice(from, end));
                    yield line(true);
                    from = end + 1;
                }
                rest.push(text.slice(from));
                length += text.length - from;
                if (length > piece) yield line(false);
                if (length > LONGEST_LINE)
                    throw new EngineError("file/too-large", {path, limitBytes: LONGEST_LINE, gotBytes: length, detail: "a line is longer than any document"});
            }
        } finally {
            source.destroy();
            bytes.destroy();
        }
        rest.push(decoder.decode());
        if (rest.some((text) => text !== "")) yield {...line(false), readBytes: source.bytesRead, ends: true};
    } catch (error) {
        throw asGzipError(error, path) ?? toFileError(error, path, "read");
    }
}

async function isGzip(path: string): Promise<boolean> {
    const handle = await open(path);
    try {
        const start = Buffer.alloc(2);
        await handle.read(start, 0, 2, 0);
        return start[0] === 0x1f && start[1] === 0x8b;
    } finally {
        await handle.close();
    }
}

function asGzipError(error: unknown, path: string): EngineError | undefined {
    const {code, message} = error as NodeJS.ErrnoException;
    if (code === "Z_BUF_ERROR") return new EngineError("file/truncated", {path, detail: "the gzip stream ends too early"}, {cause: error});
    if (code?.startsWith("Z_")) return new EngineError("file/malformed", {path, format: "gzip", detail: message}, {cause: error});
    return undefined;
}
