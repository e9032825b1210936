import {type FileHandle, open} from "node:fs/promises";
import {toFileError} from "../../dictionaries/files/toFileError.ts";
import {HARVEST_WINDOW} from "../../llama/harvesterOf.ts";

/** Texts that are held once read, 16 MB: examples of many features are from the same ones. */
const HELD = 16_384;
/** length, then room for the longest text's tokens; u32 each */
const RECORD = 4 * (HARVEST_WINDOW + 1);

/**
 * The tokens of a harvest's texts, on disk until its end: which of them examples are from is known only then. Records of one size, so that text i is found
 * at once and is simply written again when a run goes on from before it.
 */
export class TextFile {
    readonly #path: string;
    readonly #handle: FileHandle;
    readonly #held = new Map<number, Uint32Array>();

    private constructor(path: string, handle: FileHandle) {
        this.#path = path;
        this.#handle = handle;
    }

    /** @throws EngineError `file/*` */
    static async open(path: string): Promise<TextFile> {
        try {
            // makes it where it is missing; appending would ignore positions
            await (await open(path, "a")).close();
            return new TextFile(path, await open(path, "r+"));
        } catch (error) {
            throw toFileError(error, path, "write");
        }
    }

    async write(first: number, texts: readonly (readonly number[])[]): Promise<void> {
        this.#held.clear();
        const bytes = Buffer.alloc(texts.length * RECORD);
        texts.forEach((tokens, i) => {
            bytes.writeUInt32LE(tokens.length, i * RECORD);
            for (const [j, token] of tokens.entries()) bytes.writeUInt32LE(token, i * RECORD + 4 * (j + 1));
        });
        try {
            await this.#handle.write(bytes, 0, bytes.byteLength, first * RECORD);
        } catch (error) {
            throw toFileError(error, this.#path, "write");
        }
    }

    /** @returns its tokens */
    async read(text: number): Promise<Uint32Array> {
        const held = this.#held.get(text);
        if (held !== undefined) return held;
        const record = new Uint32Array(RECORD / 4);
        await this.#handle.read(record, 0, RECORD, text * RECORD);
        const tokens = record.subarray(1, 1 + Math.min(record[0]!, HARVEST_WINDOW));
        if (this.#held.size >= HELD) this.#held.clear();
        this.#held.set(text, tokens);
        return tokens;
    }

    close(): Promise<void> {
        return this.#handle.close();
    }
}
