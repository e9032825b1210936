import {EngineError, isEngineError} from "../../contract/errors.ts";
import type {OpenFile} from "../files/OpenFile.ts";
import type {GgufHeader} from "./ggufTypes.ts";
import {DICTIONARY_LIMITS, parseGgufHeader} from "./parseGgufHeader.ts";

const FIRST_READ = 64 << 10;

/**
 * Header of a dictionary's GGUF file.
 * @throws EngineError as `parseGgufHeader`
 */
export const readGgufHeader = (file: OpenFile): Promise<GgufHeader> => readGrowing(file, DICTIONARY_LIMITS.headerBytes, parseGgufHeader);

/**
 * Parses a file's beginning, read in growing pieces: never more memory than `maxBytes`, whatever the file claims.
 * @throws EngineError what `parse` throws; `file/malformed` when `maxBytes` do not suffice
 */
export async function readGrowing<Parsed>(file: OpenFile, maxBytes: number, parse: (bytes: Uint8Array, path: string) => Parsed): Promise<Parsed> {
    for (let length = FIRST_READ; ; length *= 4) {
        const bytes = new Uint8Array(Math.min(length, file.size, maxBytes));
        await file.readExactly(bytes, 0);
        try {
            return parse(bytes, file.path);
        } catch (error) {
            if (!isEngineError(error, "file/truncated") || bytes.byteLength === file.size) throw error;
            if (bytes.byteLength === maxBytes) {
                throw new EngineError("file/malformed", {path: file.path, format: "GGUF", detail: `the header is longer than ${maxBytes} bytes`});
            }
        }
    }
}
