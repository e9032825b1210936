import {EngineError} from "../../contract/errors.ts";

/** Walks over little-endian bytes of a file that nobody vouches for; every step is checked. */
export class ByteCursor {
    readonly #bytes: Uint8Array;
    readonly #view: DataView;
    readonly #path: string;
    readonly #format: string;
    #position = 0;

    constructor(bytes: Uint8Array, path: string, format: string) {
        this.#bytes = bytes;
        this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
        this.#path = path;
        this.#format = format;
    }

    get position() {
        return this.#position;
    }

    get remaining() {
        return this.#bytes.byteLength - this.#position;
    }

    u8 = () => this.#view.getUint8(this.#step(1));
    i8 = () => this.#view.getInt8(this.#step(1));
    u16 = () => this.#view.getUint16(this.#step(2), true);
    i16 = () => this.#view.getInt16(this.#step(2), true);
    u32 = () => this.#view.getUint32(this.#step(4), true);
    i32 = () => this.#view.getInt32(this.#step(4), true);
    f32 = () => this.#view.getFloat32(this.#step(4), true);
    f64 = () => this.#view.getFloat64(this.#step(8), true);
    f64BigEndian = () => this.#view.getFloat64(this.#step(8), false);
    i64 = () => Number(this.#view.getBigInt64(this.#step(8), true));

    /** @throws EngineError `file/malformed` beyond 2^53, where a count stops being exact */
    u64(): number {
        const value = this.#view.getBigUint64(this.#step(8), true);
        if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw this.malformed(`a length of ${value} at byte ${this.#position - 8}`);
        return Number(value);
    }

    /** A view, not a copy. */
    bytes(length: number): Uint8Array {
        const start = this.#step(length);
        return this.#bytes.subarray(start, start + length);
    }

    /**
     * Passes over texts with their lengths: a vocabulary has some 400,000 of them, so no object is made for any.
     * Every text takes eight bytes at least, so the end of the bytes bounds this loop.
     */
    skipTexts(count: number): void {
        for (let i = 0; i < count; i++) {
            const at = this.#step(8);
            const high = this.#view.getUint32(at + 4, true);
            if (high >= 2 ** 21) throw this.malformed(`a length beyond 2^53 at byte ${at}`);
            this.#step(high * 2 ** 32 + this.#view.getUint32(at, true));
        }
    }

    /** @throws EngineError `file/malformed` when the bytes are not UTF-8 */
    text(length: number): string {
        const bytes = this.bytes(length);
        try {
            return new TextDecoder("utf-8", {fatal: true}).decode(bytes);
        } catch (cause) {
            throw this.malformed(`text at byte ${this.#position - length} is not UTF-8`, cause);
        }
    }

    /** Text up to a line feed, which is consumed. */
    line(limit: number): string {
        const found = this.#bytes.indexOf(0x0a, this.#position);
        const length = found - this.#position;
        if (found < 0 || length > limit) throw this.malformed(`a line at byte ${this.#position} does not end within ${limit} bytes`);
        const text = this.text(length);
        this.#step(1);
        return text;
    }

    malformed(detail: string, cause?: unknown) {
        return new EngineError("file/malformed", {path: this.#path, format: this.#format, detail}, {cause});
    }

    #step(length: number): number {
        if (!(length >= 0 && length <= this.remaining)) {
            throw new EngineError("file/truncated", {
                path: this.#path,
                gotBytes: this.#bytes.byteLength,
                detail: `the ${this.#format} header ends before its contents do`
            });
        }
        const start = this.#position;
        this.#position += length;
        return start;
    }
}
