import {type DotKernel, dotKernel} from "./dotKernel.ts";

/** Rows that are multiplied at once. */
const STEP = 1024;
const PAGE = 65_536;

/** Vectors of whole numbers from -127 to 127, one a row, and their products with a query. */
export class WholeVectors {
    readonly dimensions: number;
    /** what a row takes: the kernel reads sixteen numbers at a time, and 0 where a vector has ended */
    readonly #width: number;
    /** the query i16 [width], products i32 [STEP], rows i8 [.][width] */
    readonly #memory = new WebAssembly.Memory({initial: 1});
    readonly #kernel: DotKernel;
    readonly #productsAt: number;
    readonly #rowsAt: number;

    constructor(dimensions: number) {
        this.dimensions = dimensions;
        this.#width = 16 * Math.ceil(dimensions / 16);
        this.#productsAt = 2 * this.#width;
        this.#rowsAt = this.#productsAt + 4 * STEP;
        this.#kernel = dotKernel(this.#memory);
        this.reserve(0);
    }

    /** Makes room for so many rows; what is there stays. @throws RangeError beyond 4 GB */
    reserve(rows: number): void {
        const missing = this.#rowsAt + rows * this.#width - this.#memory.buffer.byteLength;
        if (missing > 0) this.#memory.grow(Math.ceil(missing / PAGE));
    }

    /** @param row for which there is room  @param vector i8 [dimensions] */
    set(row: number, vector: Uint8Array): void {
        new Uint8Array(this.#memory.buffer, this.#rowsAt + row * this.#width, this.dimensions).set(vector);
    }

    /**
     * @param query [dimensions], of length 1
     * @param take gets the products of some rows with it, which it may not keep
     */
    multiply(query: Float32Array, rows: number, take: (first: number, products: Float32Array) => void): void {
        // as large as whole numbers may be, for a product to stay within 32 bits
        const most = Math.min(2 ** 15 - 1, Math.floor((2 ** 31 - 1) / (127 * this.dimensions)));
        const unit = query.reduce((max, value) => Math.max(max, Math.abs(value)), 0) / most;
        new Int16Array(this.#memory.buffer, 0, this.dimensions).set(query.map((value) => Math.round(value / unit)));
        const whole = new Int32Array(this.#memory.buffer, this.#productsAt, STEP);
        const products = new Float32Array(STEP);
        for (let first = 0; first < rows; first += STEP) {
            const n = Math.min(STEP, rows - first);
            this.#kernel(this.#rowsAt + first * this.#width, 0, this.#productsAt, n, this.#width);
            for (let i = 0; i < n; i++) products[i] = whole[i]! * unit;
            take(first, products.subarray(0, n));
        }
    }
}
