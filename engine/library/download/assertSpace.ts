import {stat, statfs} from "node:fs/promises";
import {EngineError} from "../../contract/index.ts";

export interface Need {
    /** that exists */
    readonly folder: string;
    readonly bytes: number;
}

/** Bytes that can still be written there; undefined where the file system does not tell. */
export async function freeBytes(folder: string): Promise<number | undefined> {
    const {bavail, bsize, blocks} = await statfs(folder);
    return blocks > 0 ? bavail * bsize : undefined;
}

/**
 * Whether there is room for all of it; needs on one disk are added up.
 * @throws EngineError `disk/not-enough-space`
 */
export async function assertSpace(needs: readonly Need[], free: typeof freeBytes = freeBytes): Promise<void> {
    const byDisk = new Map<number, Need>();
    for (const {folder, bytes} of needs) {
        const {dev} = await stat(folder);
        const before = byDisk.get(dev);
        byDisk.set(dev, {folder: before?.folder ?? folder, bytes: (before?.bytes ?? 0) + bytes});
    }
    for (const {folder, bytes} of byDisk.values()) {
        const left = await free(folder);
        if (left !== undefined && bytes > left) throw new EngineError("disk/not-enough-space", {path: folder, neededBytes: bytes, freeBytes: left});
    }
}
