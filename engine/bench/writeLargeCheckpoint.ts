import {open} from "node:fs/promises";
import {aStateDict} from "../dictionaries/fixtures/aPickle.ts";

/** Where the two matrices begin, from the start of the file, bytes. */
export interface LargeCheckpoint {
    readonly encoderOffset: number;
    readonly decoderOffset: number;
}

/** Numbers that are written again and again: 16 MiB of random ones, not a power of two long, so that rows differ. */
const PATTERN_NUMBERS = (4 << 20) - 3;

/** A ZIP64 checkpoint with Goodfire's names and shapes and random numbers, written piece by piece. */
export async function writeLargeCheckpoint(path: string, nFeatures: number, dModel: number): Promise<LargeCheckpoint> {
    const shapes = [
        ["encoder_linear.weight", [nFeatures, dModel], [dModel, 1]],
        ["encoder_linear.bias", [nFeatures], [1]],
        ["decoder_linear.weight", [dModel, nFeatures], [nFeatures, 1]],
        ["decoder_linear.bias", [dModel], [1]]
    ] as const;
    const counts = shapes.map(([, shape]) => shape.reduce((product: number, size) => product * size, 1));
    const pickle = aStateDict(shapes.map(([name, shape, strides], i) => ({name, key: `${i}`, count: counts[i]!, shape, strides})));
    const pattern = new Uint8Array(Float32Array.from({length: PATTERN_NUMBERS}, () => Math.random() - 0.5).buffer);

    const handle = await open(path, "w");
    let position = 0;
    const append = async (bytes: Uint8Array) => {
        await handle.write(bytes, 0, bytes.byteLength, position);
        position += bytes.byteLength;
    };
    const directory: Buffer[] = [];
    const member = async (name: string, bytes: number, content: () => Promise<void>) => {
        directory.push(centralHeader(name, bytes, position));
        await append(localHeader(name));
        const start = position;
        await content();
        return start;
    };
    try {
        await member("sae/data.pkl", pickle.byteLength, () => append(pickle));
        const offsets: number[] = [];
        for (const [i, count] of counts.entries()) {
            const content = async () => {
                for (let left = count * 4; left > 0; left -= pattern.byteLength) await append(pattern.subarray(0, Math.min(left, pattern.byteLength)));
            };
            offsets.push(await member(`sae/data/${i}`, count * 4, content));
        }
        const start = position;
        for (const header of directory) await append(header);
        await append(end(directory.length, start, position - start));
        await handle.sync();
        return {encoderOffset: offsets[0]!, decoderOffset: offsets[2]!};
    } finally {
        await handle.close();
    }
}

function localHeader(name: string): Buffer {
    const bytes = Buffer.alloc(30 + name.length);
    bytes.writeUInt32LE(0x0403_4b50, 0);
    bytes.writeUInt16LE(45, 4);
    bytes.fill(0xff, 18, 26);
    bytes.writeUInt16LE(name.length, 26);
    bytes.write(name, 30);
    return bytes;
}

/** Size and place stand in the ZIP64 field only. */
function centralHeader(name: string, size: number, offset: number): Buffer {
    const bytes = Buffer.alloc(46 + name.length + 28);
    bytes.writeUInt32LE(0x0201_4b50, 0);
    bytes.writeUInt16LE(45, 4);
    bytes.writeUInt16LE(45, 6);
    bytes.fill(0xff, 20, 28);
    bytes.writeUInt16LE(name.length, 28);
    bytes.writeUInt16LE(28, 30);
    bytes.fill(0xff, 42, 46);
    bytes.write(name, 46);
    bytes.writeUInt16LE(1, 46 + name.length);
    bytes.writeUInt16LE(24, 48 + name.length);
    for (const [i, value] of [size, size, offset].entries()) bytes.writeBigUInt64LE(BigInt(value), 50 + name.length + 8 * i);
    return bytes;
}

/** ZIP64 end record, its locator, and the classic end record that points to it. */
function end(count: number, offset: number, size: number): Buffer {
    const bytes = Buffer.alloc(56 + 20 + 22);
    bytes.writeUInt32LE(0x0606_4b50, 0);
    bytes.writeBigUInt64LE(44n, 4);
    for (const [i, value] of [count, count, size, offset].entries()) bytes.writeBigUInt64LE(BigInt(value), 24 + 8 * i);
    bytes.writeUInt32LE(0x0706_4b50, 56);
    bytes.writeBigUInt64LE(BigInt(offset + size), 64);
    bytes.writeUInt32LE(1, 72);
    bytes.writeUInt32LE(0x0605_4b50, 76);
    bytes.fill(0xff, 84, 96);
    return bytes;
}
