import {mkdirSync, mkdtempSync, writeFileSync} from "node:fs";
import {request} from "node:http";
import {tmpdir} from "node:os";
import path from "node:path";
import {createORPCClient} from "@orpc/client";
import {RPCLink} from "@orpc/client/websocket";
import {os} from "@orpc/server";
import {RPCHandler} from "@orpc/server/ws";
import {afterEach, describe, expect, it} from "vitest";
import {WebSocket} from "ws";
import {type RunningServer, startServer} from "./serve.ts";

/** Counts for as long as it is asked to, and says when it was cancelled. */
function aRouter() {
    const seen = {cancelled: Promise.withResolvers<void>()};
    const count = os.handler(async function* ({signal}) {
        try {
            for (let i = 0; !signal?.aborted; i++) {
                yield i;
                await new Promise((resolve) => setImmediate(resolve));
            }
        } finally {
            seen.cancelled.resolve();
        }
    });
    return {router: {hello: os.handler(() => "hello"), count}, seen};
}

const servers: RunningServer[] = [];
afterEach(async () => {
    await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function aServer({port = 0, router = aRouter().router} = {}) {
    const pages = mkdtempSync(path.join(tmpdir(), "saelor-pages-"));
    mkdirSync(path.join(pages, "assets"));
    writeFileSync(path.join(pages, "index.html"), "<!doctype html><title>Saelor</title>");
    writeFileSync(path.join(pages, "assets/index-abc.js"), "export {};");
    writeFileSync(path.join(path.dirname(pages), "secret.txt"), "secret");
    const handler = new RPCHandler(router);
    const server = await startServer({onSocket: (socket) => void handler.upgrade(socket), pages, port});
    servers.push(server);
    return server;
}

/** A raw request, since fetch would tidy its path and forbid its headers. */
function get(server: RunningServer, urlPath: string, {method = "GET", host = `127.0.0.1:${server.port}`} = {}) {
    return new Promise<{status: number; headers: NodeJS.Dict<string | string[]>; body: string}>((resolve, reject) => {
        request({port: server.port, host: "127.0.0.1", path: urlPath, method, headers: {host}}, (response) => {
            let body = "";
            response.on("data", (bytes) => (body += bytes)).on("end", () => resolve({status: response.statusCode!, headers: response.headers, body}));
        })
            .on("error", reject)
            .end();
    });
}

/** @returns the open socket, or the status that refused it */
function connect(server: RunningServer, {token = server.token, origin = `http://127.0.0.1:${server.port}`, host, urlPath = "/rpc"}: ConnectOptions = {}) {
    return new Promise<WebSocket | number>((resolve) => {
        const headers = host === undefined ? {} : {host};
        const socket = new WebSocket(`ws://127.0.0.1:${server.port}${urlPath}`, ["orpc", `bearer.${token}`], {origin, headers});
        socket.on("open", () => resolve(socket));
        socket.on("unexpected-response", (_request, response) => resolve(response.statusCode!));
        socket.on("error", () => {});
    });
}
interface ConnectOptions {
    token?: string;
    origin?: string;
    host?: string;
    urlPath?: string;
}

describe("startServer, pages", () => {
    it("serves the app with a strict policy, and its hashed assets for ever", async () => {
        const server = await aServer();
        const page = await get(server, "/");
        expect(page).toMatchObject({status: 200, body: expect.stringContaining("Saelor")});
        expect(page.headers["content-security-policy"]).toContain("script-src 'self';");
        expect(page.headers["x-content-type-options"]).toBe("nosniff");
        expect(page.headers["cache-control"]).toBe("no-cache");
        expect((await get(server, "/assets/index-abc.js")).headers["cache-control"]).toContain("immutable");
    });

    it("keeps to its folder", async () => {
        const server = await aServer();
        for (const urlPath of ["/../secret.txt", "/%2e%2e/secret.txt", "/assets/..%2f..%2fsecret.txt"])
            expect(await get(server, urlPath)).toMatchObject({status: 404, body: "There is nothing here.\n"});
    });

    it("answers only to its own names, so that no other site's name can be pointed at it", async () => {
        const server = await aServer();
        expect((await get(server, "/", {host: "evil.example"})).status).toBe(421);
        expect((await get(server, "/", {host: "localhost:9999"})).status).toBe(200);
    });

    it("changes nothing: other methods are refused", async () => {
        expect((await get(await aServer(), "/", {method: "POST"})).status).toBe(405);
    });
});

describe("startServer, socket", () => {
    it("lets a page with the token call the engine", async () => {
        const socket = await connect(await aServer());
        expect(socket).toBeInstanceOf(WebSocket);
        const client = createORPCClient<{hello(): Promise<string>}>(new RPCLink({websocket: socket as unknown as globalThis.WebSocket}));
        expect(await client.hello()).toBe("hello");
    });

    it("refuses a wrong, missing or empty token", async () => {
        const server = await aServer();
        for (const token of ["wrong", "", `${server.token}x`, server.token.slice(1)]) expect(await connect(server, {token})).toBe(401);
    });

    it("refuses the right token from another site's page or under another site's name", async () => {
        const server = await aServer();
        expect(await connect(server, {origin: "https://evil.example"})).toBe(401);
        expect(await connect(server, {origin: `http://127.0.0.1:${server.port + 1}`})).toBe(401);
        expect(await connect(server, {origin: "http://evil.example", host: "evil.example"})).toBe(401);
    });

    it("has a socket at one path only", async () => {
        expect(await connect(await aServer(), {urlPath: "/other"})).toBe(404);
    });

    it("cancels a stream when its page goes away", async () => {
        const {router, seen} = aRouter();
        const socket = (await connect(await aServer({router}))) as WebSocket;
        const client = createORPCClient<{count(): Promise<AsyncIterable<number>>}>(new RPCLink({websocket: socket as unknown as globalThis.WebSocket}));
        for await (const value of await client.count()) if (value === 3) break;
        socket.terminate();
        await seen.cancelled.promise;
    });

    it("cancels streams when it closes", async () => {
        const {router, seen} = aRouter();
        const server = await aServer({router});
        const socket = (await connect(server)) as WebSocket;
        const client = createORPCClient<{count(): Promise<AsyncIterator<number>>}>(new RPCLink({websocket: socket as unknown as globalThis.WebSocket}));
        const numbers = await client.count();
        await numbers.next();
        await server.close();
        await seen.cancelled.promise;
    });
});

describe("startServer, port", () => {
    it("says which port is taken", async () => {
        const {port} = await aServer();
        await expect(aServer({port})).rejects.toMatchObject({code: "serve/port-in-use", data: {port}});
    });
});
