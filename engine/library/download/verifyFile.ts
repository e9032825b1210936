import {hashFile} from "../../dictionaries/files/hashFile.ts";
import {OpenFile} from "../../dictionaries/files/OpenFile.ts";

/**
 * Whether a file is what was published.
 * @param sha256 hex digits, or as many of them as are published
 * @returns the file's own digits, where they are others
 */
export async function verifyFile(
    path: string,
    sha256: string,
    options: {readonly signal: AbortSignal; readonly onBytes: (done: number) => void}
): Promise<string | undefined> {
    const file = await OpenFile.open(path);
    try {
        const got = await hashFile(file, options);
        return got.startsWith(sha256.toLowerCase()) ? undefined : got;
    } finally {
        await file.close();
    }
}
