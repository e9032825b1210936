import {type FileHandle, open, stat} from "node:fs/promises";
import {EngineError} from "../../contract/errors.ts";
import type {ReadableFile} from "./ReadableFile.ts";
import {toFileError} from "./toFileError.ts";

/** A regular file that is open for positional reads; whoever opened it closes it. */
export class OpenFile implements ReadableFile {
    readonly path: string;
    /** bytes, when it was opened */
    readonly size: number;
    readonly #handle: FileHandle;
    readonly #signal: AbortSignal | undefined;

    private constructor(path: string, size: number, handle: FileHandle, signal: AbortSignal | undefined) {
        this.path = path;
        this.size = size;
        this.#handle = handle;
        this.#signal = signal;
    }

    /**
     * @param signal ends every later read, so that long passes over a file need no signal of their own
     * @throws EngineError `file/not-found`, `file/no-permission`, `dictionary/unknown-format` for a folder or a device
     */
    static async open(path: string, {signal}: {readonly signal?: AbortSignal | undefined} = {}): Promise<OpenFile> {
        try {
            // Looked at before it is opened: opening a named pipe would wait for its writer.
            const {size} = assertRegular(path, await stat(path));
            return new OpenFile(path, size, await open(path, "r"), signal);
        } catch (error) {
            throw toFileError(error, path, "read");
        }
    }

    async readExactly(into: Uint8Array, position: number): Promise<void> {
        this.#signal?.throwIfAborted();
        const end = position + into.byteLength;
        if (!(position >= 0 && end <= this.size)) throw this.#truncated(end, this.size);
        try {
            for (let filled = 0; filled < into.byteLength; ) {
                const {bytesRead} = await this.#handle.read(into, filled, into.byteLength - filled, position + filled);
                if (bytesRead === 0) throw this.#truncated(end, position + filled);
                filled += bytesRead;
            }
        } catch (error) {
            throw toFileError(error, this.path, "read");
        }
    }

    async close(): Promise<void> {
        await this.#handle.close();
    }

    #truncated(expectedBytes: number, gotBytes: number) {
        return new EngineError("file/truncated", {path: this.path, expectedBytes, gotBytes, detail: "the file ends before its contents do"});
    }
}

function assertRegular(path: string, stats: Awaited<ReturnType<typeof stat>>): {size: number} {
    if (stats.isFile()) return {size: Number(stats.size)};
    throw new EngineError("dictionary/unknown-format", {path, detail: stats.isDirectory() ? "it is a folder, not a file" : "it is not a regular file"});
}
