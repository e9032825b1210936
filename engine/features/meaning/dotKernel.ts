/** Takes addresses in the memory that it was made for. */
export type DotKernel = (vectors: number, query: number, out: number, rows: number, width: number) => void;

/**
 * The products of many rows with one query, by WebAssembly's instructions for sixteen numbers at a time: a loop in JavaScript takes several times as long. The
 * function is written in instructions below, as it is short and a compiler would be one more thing to install.
 * @see https://webassembly.github.io/spec/core/appendix/index-instructions.html
 * @returns a function of `vectors` i8 [rows][width], `query` i16 [width], `out` i32 [rows]; at least one row, width a multiple of 16
 */
export function dotKernel(memory: WebAssembly.Memory): DotKernel {
    compiled ??= new WebAssembly.Module(Uint8Array.from(MODULE));
    const {exports} = new WebAssembly.Instance(compiled, {m: {m: memory}});
    return exports.f as DotKernel;
}

let compiled: WebAssembly.Module | undefined;

const I32 = 0x7f;
const V128 = 0x7b;
const END = 0x0b;

// parameters and locals by their numbers
const [vectors, query, out, rows, width, i, at, sum, some] = [0, 1, 2, 3, 4, 5, 6, 7, 8];

const get = (local: number) => [0x20, local];
const set = (local: number) => [0x21, local];
const tee = (local: number) => [0x22, local];
const constant = (value: number) => [0x41, value];
const add = [0x6a];
const vector = {
    load: (offset: number) => [0xfd, 0x00, 0, offset],
    zero: [0xfd, 0x0c, ...new Array<number>(16).fill(0)],
    lane: (lane: number) => [0xfd, 0x1b, lane],
    /** the first and the last eight of sixteen i8 as i16 */
    low: [0xfd, 0x87, 0x01],
    high: [0xfd, 0x88, 0x01],
    add: [0xfd, 0xae, 0x01],
    /** products of eight i16, added in pairs to four i32 */
    dot: [0xfd, 0xba, 0x01]
};
/** repeats while its last value is not 0 */
const loop = (...body: readonly number[][]) => [0x03, 0x40, ...body.flat(), 0x0d, 0, END];

const BODY = [
    // locals: two i32, two v128
    ...[2, 2, I32, 2, V128],
    ...loop(
        [...vector.zero, ...set(sum), ...constant(0), ...set(i)],
        loop(
            [...get(vectors), ...get(i), ...add, ...vector.load(0), ...set(some)],
            // query + 2 i
            [...get(query), ...get(i), ...get(i), ...add, ...add, ...set(at)],
            [...get(sum), ...get(some), ...vector.low, ...get(at), ...vector.load(0), ...vector.dot, ...vector.add],
            [...get(some), ...vector.high, ...get(at), ...vector.load(16), ...vector.dot, ...vector.add, ...set(sum)],
            // (i += 16) < width
            [...get(i), ...constant(16), ...add, ...tee(i), ...get(width), 0x49]
        ),
        [...get(out), ...get(sum), ...vector.lane(0), ...get(sum), ...vector.lane(1), ...add],
        // store
        [...get(sum), ...vector.lane(2), ...add, ...get(sum), ...vector.lane(3), ...add, 0x36, 2, 0],
        [...get(vectors), ...get(width), ...add, ...set(vectors), ...get(out), ...constant(4), ...add, ...set(out)],
        // rows - 1
        [...get(rows), ...constant(1), 0x6b, ...tee(rows)]
    ),
    END
];

/** a number below 2^14 as the format writes numbers */
const size = (bytes: number) => (bytes < 128 ? [bytes] : [(bytes & 127) | 128, bytes >> 7]);
const section = (id: number, content: readonly number[]) => [id, ...size(content.length), ...content];
const M = [1, 0x6d];

const MODULE = [
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    // one type: five i32, no result
    ...section(1, [1, 0x60, 5, I32, I32, I32, I32, I32, 0]),
    // the memory m.m of at least one page
    ...section(2, [1, ...M, ...M, 2, 0, 1]),
    // one function, of that type, exported as f
    ...section(3, [1, 0]),
    ...section(7, [1, 1, 0x66, 0, 0]),
    ...section(10, [1, ...size(BODY.length), ...BODY])
];
