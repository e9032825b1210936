import {stat} from "node:fs/promises";

/**
 * The same text for one file under all of its names: through links, hard links and other spellings of its path.
 * @returns the path itself where nothing is
 */
export async function fileIdentity(path: string): Promise<string> {
    try {
        const {dev, ino} = await stat(path, {bigint: true});
        // some network disks number nothing
        return ino === 0n ? path : `${dev}:${ino}`;
    } catch {
        return path;
    }
}
