import type {Stats} from "node:fs";
import {stat} from "node:fs/promises";

/** @returns undefined where nothing is, or nothing that may be seen; links are followed */
export async function statFile(path: string): Promise<Stats | undefined> {
    try {
        return await stat(path);
    } catch {
        return undefined;
    }
}
