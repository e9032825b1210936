import {readFile} from "node:fs/promises";
import {protocol} from "electron";
import {resolvePage} from "../engine/host/pages/resolvePage.ts";
import {SECURITY_HEADERS} from "../engine/host/pages/securityHeaders.ts";
import {APP_HOST, APP_SCHEME} from "./navigation.ts";

/**
 * app://saelor/ serves the built pages and nothing else: unlike file://, it has an origin of its own and can't read the disk.
 * Call this before the app is ready, as the scheme must be known by then, and the function it returns after.
 */
export function serveAppProtocol(folder: string): () => void {
    protocol.registerSchemesAsPrivileged([{scheme: APP_SCHEME, privileges: {standard: true, secure: true, supportFetchAPI: true, codeCache: true}}]);
    return () => protocol.handle(APP_SCHEME, (request) => answer(folder, request));
}

/** Exported for its test. */
export async function answer(folder: string, request: Request): Promise<Response> {
    const url = new URL(request.url);
    const page = url.host === APP_HOST && request.method === "GET" ? resolvePage(folder, url.pathname) : undefined;
    try {
        if (page === undefined) return notFound();
        return new Response(await readFile(page.file), {headers: {...SECURITY_HEADERS, "Content-Type": page.contentType}});
    } catch {
        return notFound();
    }
}

const notFound = () => new Response("There is nothing here.\n", {status: 404, headers: {...SECURITY_HEADERS, "Content-Type": "text/plain; charset=utf-8"}});
