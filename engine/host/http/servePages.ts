import {createReadStream} from "node:fs";
import {stat} from "node:fs/promises";
import type {IncomingMessage, ServerResponse} from "node:http";
import {resolvePage} from "../pages/resolvePage.ts";
import {SECURITY_HEADERS} from "../pages/securityHeaders.ts";
import {hasOwnHost} from "./admission.ts";

/** Sends the built renderer. It holds no secret; what it can do needs the token, which never reaches this handler. */
export function servePages(folder: string) {
    return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
        for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value);
        if (!hasOwnHost(request.headers.host)) return refuse(response, 421, "This host name is not served here.");
        if (request.method !== "GET" && request.method !== "HEAD") return refuse(response.setHeader("Allow", "GET, HEAD"), 405, "Only GET and HEAD.");

        const page = resolvePage(folder, (request.url ?? "/").split(/[?#]/, 1)[0]!);
        const size = page && (await sizeOf(page.file));
        if (page === undefined || size === undefined) {
            const isMissingBuild = page?.file.endsWith("index.html");
            return refuse(response, isMissingBuild ? 503 : 404, isMissingBuild ? "The pages are not built. Run: npm run setup" : "There is nothing here.");
        }

        response.setHeader("Content-Type", page.contentType);
        response.setHeader("Content-Length", size);
        response.setHeader("Cache-Control", page.immutable ? "public, max-age=31536000, immutable" : "no-cache");
        response.writeHead(200);
        if (request.method === "HEAD") return void response.end();
        createReadStream(page.file)
            .on("error", () => response.destroy())
            .pipe(response);
    };
}

function refuse(response: ServerResponse, status: number, text: string): void {
    response.setHeader("Content-Type", "text/plain; charset=utf-8");
    response.writeHead(status).end(`${text}\n`);
}

async function sizeOf(file: string): Promise<number | undefined> {
    try {
        const found = await stat(file);
        return found.isFile() ? found.size : undefined;
    } catch {
        return undefined;
    }
}
