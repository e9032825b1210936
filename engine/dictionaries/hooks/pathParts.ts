import {resolve} from "node:path";

/** As deep as any repository goes below its name, in the hub's own cache too; what lies above is the user's. */
const DEPTH = 8;

/** Folders and file of a path, the nearest to the file first: some formats tell layer, width or model only there. */
export function pathParts(path: string): readonly string[] {
    return resolve(path)
        .split(/[\\/]/)
        .filter((part) => part !== "")
        .reverse()
        .slice(0, DEPTH);
}

/** What the nearest part of the path says that the pattern finds. */
export function matchInPath(path: string, pattern: RegExp): RegExpExecArray | undefined {
    for (const part of pathParts(path)) {
        const found = pattern.exec(part);
        if (found) return found;
    }
    return undefined;
}
