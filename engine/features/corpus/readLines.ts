import {createReadStream} from "node:fs";
import {open} from "node:fs/promises";
import {createGunzip} from "node:zlib";
import {EngineError} from "../../contract/index.ts";
import {toFileError} from "../../dictionaries/files/toFileError.ts";

/** A line beyond this is not a document but a file of another kind. */
const LONGEST_LINE = 64 * 2 ** 20;

export interface Line {
    readonly text: string;
    /** bytes of the file that were read so far, compressed or not */
    readonly readBytes: number;
}

/**
 * Lines of a text file, gzip or not (told by its first bytes), without their ends; memory holds one line and a chunk.
 * @throws EngineError `file/not-found`, `file/no-permission`, `file/truncated` for a gzip that ends too early, `file/malformed`, `file/too-large`
 */
export async function* readLines(path: string): AsyncGenerator<Line, void, void> {
    try {
        const gzip = await isGzip(path);
        const source = createReadStream(path);
        const bytes = gzip ? source.pipe(createGunzip()) : source;
        source.on("error", (error) => bytes.destroy(error));
        const decoder = new TextDecoder("utf-8", {fatal: false});
        let rest = "";
        for await (const chunk of bytes) {
            rest += decoder.decode(chunk as Buffer, {stream: true});
            let from = 0;
            for (let end = rest.indexOf("\n"); end >= 0; end = rest.indexOf("\n", from)) {
                yield {text: rest.slice(from, rest[end - 1] === "\r" ? end - 1 : end), readBytes: source.bytesRead};
                from = end + 1;
            }
            rest = rest.slice(from);
            if (rest.length > LONGEST_LINE)
                throw new EngineError("file/too-large", {path, limitBytes: LONGEST_LINE, gotBytes: rest.length, detail: "a line is longer than any document"});
        }
        rest += decoder.decode();
        if (rest !== "") yield {text: rest, readBytes: source.bytesRead};
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
