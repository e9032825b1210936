import {EngineError, isEngineError} from "../../contract/errors.ts";
import type {OpenFile} from "../files/OpenFile.ts";
import type {GgufHeader} from "./ggufTypes.ts";
import {parseGgufHeader} from "./parseGgufHeader.ts";

/** A dictionary's header is about 2 KB. */
const FIRST_READ = 64 << 10;
const MAX_HEADER = 16 << 20;

/**
 * Header of a GGUF file, read in growing pieces: never more memory than `MAX_HEADER`, whatever the file claims.
 * @throws EngineError as `parseGgufHeader`
 */
export async function readGgufHeader(file: OpenFile): Promise<GgufHeader> {
    for (let length = FIRST_READ; ; length *= 4) {
        const bytes = new Uint8Array(Math.min(length, file.size, MAX_HEADER));
        await file.readExactly(bytes, 0);
        try {
            return parseGgufHeader(bytes, file.path);
        } catch (error) {
            if (!isEngineError(error, "file/truncated") || bytes.byteLength === file.size) throw error;
            if (bytes.byteLength === MAX_HEADER) {
                throw new EngineError("file/malformed", {path: file.path, format: "GGUF", detail: `the header is longer than ${MAX_HEADER} bytes`});
            }
        }
    }
}
