/** Paths of the engine's machine, which may be of another kind than this one: `/home/a` or `C:\Users\a`. */
const separatorOf = (path: string) => (path.includes("\\") && !path.startsWith("/") ? "\\" : "/");

export const fileName = (path: string) => path.split(/[\\/]/).findLast((part) => part !== "") ?? path;

/** The folder that holds a path; null for a root. */
export function folderOf(path: string): string | null {
    const separator = separatorOf(path);
    const trimmed = path.length > 1 && path.endsWith(separator) ? path.slice(0, -1) : path;
    const end = trimmed.lastIndexOf(separator);
    if (end < 0 || trimmed === separator) return null;
    if (end === 0) return separator;
    // a drive's root keeps its separator
    return /^[A-Za-z]:$/.test(trimmed.slice(0, end)) ? trimmed.slice(0, end + 1) : trimmed.slice(0, end);
}

export interface Crumb {
    readonly name: string;
    readonly path: string;
}

/** Every folder from the root to this one. */
export function crumbsOf(path: string): readonly Crumb[] {
    const crumbs: Crumb[] = [];
    for (let at: string | null = path; at !== null; at = folderOf(at)) {
        crumbs.unshift({name: fileName(at), path: at});
        if (folderOf(at) === at) break;
    }
    return crumbs;
}
