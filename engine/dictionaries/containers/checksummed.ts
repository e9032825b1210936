import type {ZipMember} from "./readZipDirectory.ts";
import type {ChecksummedRange} from "./types.ts";

/** Members whose checksum can be told from the file's own bytes; one of 0 was left out by the writer. */
export function checksummed(members: ReadonlyMap<string, ZipMember>): readonly ChecksummedRange[] {
    return [...members]
        .filter(([, {deflated, crc32, bytes}]) => !deflated && crc32 !== 0 && bytes > 0)
        .map(([name, {offset, bytes, crc32}]) => ({name, offset, bytes, crc32}))
        .sort((a, b) => a.offset - b.offset);
}
