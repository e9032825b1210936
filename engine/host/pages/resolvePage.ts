import path from "node:path";

const TYPES: Readonly<Record<string, string>> = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".ico": "image/x-icon",
    ".woff2": "font/woff2",
    ".wasm": "application/wasm",
    ".txt": "text/plain; charset=utf-8"
};

export interface Page {
    /** full path of the file to send; whether it exists is not looked at */
    readonly file: string;
    readonly contentType: string;
    /** its name carries a hash of its content, so it never changes */
    readonly immutable: boolean;
}

/**
 * Which file under the pages' folder answers a URL path. A path without an ending is a place in the app, so index.html.
 * @param urlPath as in the request, still percent-encoded, without query
 * @returns undefined where the path is malformed or leads out of the folder
 */
export function resolvePage(folder: string, urlPath: string): Page | undefined {
    const decoded = decode(urlPath);
    if (decoded === undefined || decoded.includes("\0") || decoded.includes("\\")) return undefined;
    const file = path.resolve(folder, `.${path.posix.normalize(`/${decoded}`)}`);
    if (file !== path.resolve(folder) && !file.startsWith(path.resolve(folder) + path.sep)) return undefined;
    // normalising has already folded `..`; a request that needed it is not one of ours
    if (decoded.split("/").includes("..")) return undefined;

    const ending = path.extname(file);
    if (ending === "") return {file: path.join(folder, "index.html"), contentType: TYPES[".html"]!, immutable: false};
    return {file, contentType: TYPES[ending] ?? "application/octet-stream", immutable: decoded.startsWith("/assets/")};
}

function decode(urlPath: string): string | undefined {
    try {
        return decodeURIComponent(urlPath);
    } catch {
        return undefined;
    }
}
