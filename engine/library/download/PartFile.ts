import {type FileHandle, open, readFile, rename, rm} from "node:fs/promises";
import {dirname} from "node:path";
import {z} from "zod";
import {toFileError} from "../../dictionaries/files/toFileError.ts";
import {ensureFolder} from "../../store/ensureFolder.ts";

const sidecarSchema = z.object({url: z.string(), bytes: z.number(), etag: z.string().nullable()});

/**
 * A file that is being fetched: `<path>.part` holds the bytes from the first on, and `<path>.part.json` whose they are, so that any later
 * process can go on. Only a whole file gets the name `path`.
 */
export class PartFile implements AsyncDisposable {
    readonly path: string;
    /** bytes that are there */
    length: number;
    /** of the version that the bytes belong to; null: the server names none, or nothing is there */
    etag: string | null;
    readonly #facts: {readonly url: string; readonly bytes: number};
    readonly #handle: FileHandle;

    /** @throws EngineError `file/no-permission`, `disk/full` */
    static async open(path: string, facts: {readonly url: string; readonly bytes: number}): Promise<PartFile> {
        ensureFolder(dirname(path));
        try {
            const before = await readSidecar(path);
            const handle = await open(`${path}.part`, "a+").then(async (appending) => {
                await appending.close();
                return open(`${path}.part`, "r+");
            });
            const {size} = await handle.stat();
            const part = new PartFile(path, facts, handle, size, before?.etag ?? null);
            if (before?.url !== facts.url || before.bytes !== facts.bytes || size > facts.bytes) await part.restart(null);
            return part;
        } catch (error) {
            throw toFileError(error, path, "write");
        }
    }

    private constructor(path: string, facts: {readonly url: string; readonly bytes: number}, handle: FileHandle, length: number, etag: string | null) {
        this.path = path;
        this.#facts = facts;
        this.#handle = handle;
        this.length = length;
        this.etag = etag;
    }

    /** Throws away what is there, to begin with another version. */
    async restart(etag: string | null): Promise<void> {
        try {
            await this.#handle.truncate(0);
            this.length = 0;
            await writeSidecar(this.path, {...this.#facts, etag});
            this.etag = etag;
        } catch (error) {
            throw toFileError(error, this.path, "write");
        }
    }

    /** @throws EngineError `disk/full`; what was there before stays */
    async append(chunk: Uint8Array): Promise<void> {
        try {
            for (let written = 0; written < chunk.byteLength; ) {
                const {bytesWritten} = await this.#handle.write(chunk, written, chunk.byteLength - written, this.length);
                written += bytesWritten;
                this.length += bytesWritten;
            }
        } catch (error) {
            throw toFileError(error, this.path, "write");
        }
    }

    /** Gives the whole file its name; it is on disk before that. */
    async finish(): Promise<void> {
        try {
            await this.#handle.sync();
            await this.#handle.close();
            await rename(`${this.path}.part`, this.path);
            await rm(`${this.path}.part.json`, {force: true});
        } catch (error) {
            throw toFileError(error, this.path, "write");
        }
    }

    async remove(): Promise<void> {
        await this.#handle.close();
        await rm(`${this.path}.part`, {force: true});
        await rm(`${this.path}.part.json`, {force: true});
    }

    async [Symbol.asyncDispose](): Promise<void> {
        await this.#handle.close().catch(() => undefined);
    }
}

/** What can't be read counts as absent: then the file is fetched from its beginning. */
async function readSidecar(path: string): Promise<z.infer<typeof sidecarSchema> | undefined> {
    try {
        return sidecarSchema.parse(JSON.parse(await readFile(`${path}.part.json`, "utf8")));
    } catch {
        return undefined;
    }
}

async function writeSidecar(path: string, facts: z.infer<typeof sidecarSchema>): Promise<void> {
    const temporary = `${path}.part.json.new`;
    const handle = await open(temporary, "w");
    try {
        await handle.writeFile(JSON.stringify(facts));
    } finally {
        await handle.close();
    }
    await rename(temporary, `${path}.part.json`);
}
