import {isAbsolute, relative} from "node:path";

/** Whether a path lies below a folder, as written. */
export function isInside(folder: string, path: string): boolean {
    const way = relative(folder, path);
    return way !== "" && way !== ".." && !/^\.\.[\\/]/.test(way) && !isAbsolute(way);
}
