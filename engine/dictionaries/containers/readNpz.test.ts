import {readdir, writeFile} from "node:fs/promises";
import {join} from "node:path";
import {crc32, deflateRawSync} from "node:zlib";
import {describe, expect, it} from "vitest";
import {OpenFile} from "../files/OpenFile.ts";
import {aZip, type ZipMember} from "../fixtures/aZip.ts";
import {scratchFolder} from "../fixtures/scratchFolder.ts";
import {readNpz} from "./readNpz.ts";
import {readNumbers} from "./readNumbers.ts";
import {readZipDirectory} from "./readZipDirectory.ts";

const code = (expected: string) => expect.objectContaining({code: expected});

/** An array of numpy, by the words of its header. */
function anArray(header: string, numbers: Uint8Array, version = 1): Uint8Array {
    const text = Buffer.from(`${header}\n`);
    const length = Buffer.alloc(version === 1 ? 2 : 4);
    length.writeUIntLE(text.length, 0, length.length);
    return Buffer.concat([Buffer.from([0x93]), Buffer.from("NUMPY"), Buffer.from([version, 0]), length, text, numbers]);
}

const six = new Uint8Array(Float32Array.of(1, 2, 3, 4, 5, 6).buffer);
const header = (changes: {descr?: string; order?: string; shape?: string} = {}) =>
    `{'descr': '${changes.descr ?? "<f4"}', 'fortran_order': ${changes.order ?? "False"}, 'shape': ${changes.shape ?? "(2, 3)"}, }`;
const deflated = (bytes: Uint8Array, changes: Partial<ZipMember> = {}): Partial<ZipMember> & {bytes: Uint8Array} => ({
    bytes: deflateRawSync(bytes),
    method: 8,
    size: bytes.byteLength,
    crc32: crc32(bytes),
    ...changes
});

async function read(...members: (Partial<ZipMember> & {bytes: Uint8Array})[]) {
    const folder = await scratchFolder();
    const path = join(folder, "x.npz");
    await writeFile(path, aZip(members.map((member, i) => ({name: `a${i}.npy`, ...member}))));
    const file = await OpenFile.open(path);
    try {
        const {tensors, close} = await readNpz(file, await readZipDirectory(file, {deflated: true}), folder);
        try {
            return await Promise.all([...tensors.values()].map(async (tensor) => [tensor.name, tensor.shape, [...(await readNumbers(tensor))]]));
        } finally {
            await close();
            expect(await readdir(folder)).toEqual(["x.npz"]);
        }
    } finally {
        await file.close();
    }
}

describe("readNpz", () => {
    it.each([1, 2, 3])("reads arrays of version %i, stored or compressed", async (version) => {
        const array = anArray(header(), six, version);
        const expected = [
            [2, 3],
            [1, 2, 3, 4, 5, 6]
        ];
        expect(await read({bytes: array}, deflated(array))).toEqual([
            ["a0", ...expected],
            ["a1", ...expected]
        ]);
    });

    it("reads Fortran's order, single numbers and vectors", async () => {
        const arrays = [header({order: "True"}), header({shape: "(6,)"}), header({shape: "()", descr: "<f8"})].map((text, i) =>
            anArray(text, i === 2 ? new Uint8Array(Float64Array.of(7).buffer) : six)
        );
        expect((await read(...arrays.map((bytes) => ({bytes})))).map(([, shape, numbers]) => [shape, numbers])).toEqual([
            [
                [2, 3],
                [1, 3, 5, 2, 4, 6]
            ],
            [[6], [1, 2, 3, 4, 5, 6]],
            [[], [7]]
        ]);
    });

    it.each([
        ["another shape than there are numbers", {bytes: anArray(header({shape: "(3, 3)"}), six)}],
        ["big-endian numbers", {bytes: anArray(header({descr: ">f4"}), six)}],
        ["Python objects", {bytes: anArray(header({descr: "|O"}), six)}],
        ["a header with a key twice", {bytes: anArray(`${header()}${header()}`, six)}],
        ["version 9", {bytes: anArray(header(), six, 9)}],
        ["something else", {bytes: Buffer.from("PK, but not here")}],
        ["a compressed array that is shorter than it claims", deflated(anArray(header(), six), {size: 400})],
        [
            "a compressed array that is longer than it claims",
            deflated(Buffer.concat([anArray(header(), six), Buffer.alloc(1e6)]), {size: anArray(header(), six).length})
        ],
        ["a bomb", {bytes: deflateRawSync(Buffer.alloc(1e6)), method: 8, size: 2 ** 31}],
        ["a wrong checksum", deflated(anArray(header(), six), {crc32: 1})],
        ["a broken stream", {...deflated(anArray(header(), six)), bytes: Buffer.alloc(60, 0xff)}]
    ])("refuses %s", async (_, member) => {
        await expect(read(member)).rejects.toThrow(code("file/malformed"));
    });
});
