import {randomBytes} from "node:crypto";
import {type FileHandle, open, statfs, unlink} from "node:fs/promises";
import {join} from "node:path";
import {createInflateRaw, crc32 as updateCrc32} from "node:zlib";
import {EngineError} from "../../contract/errors.ts";
import type {ReadableFile} from "../files/ReadableFile.ts";
import {toFileError} from "../files/toFileError.ts";
import type {ZipMember} from "./readZipDirectory.ts";

const CHUNK_BYTES = 1 << 20;

/**
 * A compressed member of a zip. A matrix is read out of order, which deflate does not allow, so the first read unpacks it into a file of its own,
 * never beyond the size that it claims; `close` removes it.
 */
export class InflatedMember implements ReadableFile {
    readonly path: string;
    readonly size: number;
    readonly #file: ReadableFile;
    readonly #name: string;
    readonly #member: ZipMember;
    readonly #folder: string;
    #unpacked: Promise<{readonly handle: FileHandle; readonly path: string}> | undefined;

    /** @param folder where there is room for the unpacked bytes */
    constructor(file: ReadableFile, name: string, member: ZipMember, folder: string) {
        this.path = file.path;
        this.size = member.bytes;
        this.#file = file;
        this.#name = name;
        this.#member = member;
        this.#folder = folder;
    }

    /** The first bytes, without unpacking the rest. */
    async head(bytes: number): Promise<Uint8Array> {
        const out = new Uint8Array(Math.min(bytes, this.size));
        let filled = 0;
        for await (const chunk of this.#inflate()) {
            const part = chunk.subarray(0, out.byteLength - filled);
            out.set(part, filled);
            filled += part.byteLength;
            if (filled === out.byteLength) break;
        }
        if (filled < out.byteLength) throw this.#malformed("ends early");
        return out;
    }

    async readExactly(into: Uint8Array, position: number): Promise<void> {
        this.#unpacked ??= this.#unpack();
        const {handle} = await this.#unpacked;
        for (let filled = 0; filled < into.byteLength; ) {
            const {bytesRead} = await handle.read(into, filled, into.byteLength - filled, position + filled);
            if (bytesRead === 0) {
                const detail = `${this.#name} ends before its contents do`;
                throw new EngineError("file/truncated", {path: this.path, expectedBytes: position + into.byteLength, gotBytes: this.size, detail});
            }
            filled += bytesRead;
        }
    }

    async close(): Promise<void> {
        const unpacked = await this.#unpacked?.catch(() => undefined);
        await unpacked?.handle.close();
        if (unpacked) await unlink(unpacked.path).catch(() => {});
    }

    async #unpack() {
        await this.#assertRoom();
        const path = join(this.#folder, `saelor-${randomBytes(6).toString("hex")}.part`);
        const handle = await open(path, "wx+").catch((error: unknown) => Promise.reject(toFileError(error, this.#folder, "write")));
        try {
            let checksum = 0;
            let position = 0;
            for await (const chunk of this.#inflate()) {
                checksum = updateCrc32(chunk, checksum);
                await handle.write(chunk, 0, chunk.byteLength, position);
                position += chunk.byteLength;
            }
            if (position !== this.size) throw this.#malformed(`unpacks to ${position} bytes, not ${this.size}`);
            if (checksum !== this.#member.crc32) throw this.#malformed("does not match its checksum");
            return {handle, path};
        } catch (error) {
            await handle.close();
            await unlink(path).catch(() => {});
            throw toFileError(error, this.#folder, "write");
        }
    }

    /** The unpacked bytes in order, ended when they are more than the member claims. */
    async *#inflate(): AsyncGenerator<Uint8Array> {
        const inflate = createInflateRaw();
        const feed = this.#feed(inflate);
        // Its failure is met below, as the stream's own.
        feed.catch((error: unknown) => inflate.destroy(error instanceof Error ? error : new Error(String(error))));
        let total = 0;
        try {
            for await (const chunk of inflate as AsyncIterable<Uint8Array>) {
                total += chunk.byteLength;
                if (total > this.size) throw this.#malformed(`unpacks to more than the ${this.size} bytes that it claims`);
                yield chunk;
            }
        } catch (error) {
            if (error instanceof Error && "code" in error && typeof error.code === "string" && error.code.startsWith("Z_")) {
                throw this.#malformed(`is no valid deflate stream (${error.message})`, error);
            }
            throw error;
        } finally {
            inflate.destroy();
        }
    }

    async #feed(inflate: ReturnType<typeof createInflateRaw>): Promise<void> {
        const {offset, storedBytes} = this.#member;
        for (let done = 0; done < storedBytes && !inflate.destroyed; ) {
            const chunk = new Uint8Array(Math.min(CHUNK_BYTES, storedBytes - done));
            await this.#file.readExactly(chunk, offset + done);
            done += chunk.byteLength;
            await new Promise<void>((resolve) => {
                inflate.once("close", resolve);
                inflate.write(chunk, () => {
                    inflate.off("close", resolve);
                    resolve();
                });
            });
        }
        if (!inflate.destroyed) inflate.end();
    }

    async #assertRoom(): Promise<void> {
        const {bavail, bsize, blocks} = await statfs(this.#folder).catch((error: unknown) => Promise.reject(toFileError(error, this.#folder, "write")));
        const freeBytes = bavail * bsize;
        if (blocks > 0 && freeBytes < this.size) {
            throw new EngineError("disk/not-enough-space", {path: this.#folder, neededBytes: this.size, freeBytes});
        }
    }

    #malformed(detail: string, cause?: unknown) {
        return new EngineError("file/malformed", {path: this.path, format: "zip", detail: `${this.#name} ${detail}`}, {cause});
    }
}
