import {createHash} from "node:crypto";
import {truncateSync, writeFileSync} from "node:fs";
import {open} from "node:fs/promises";
import {describe, expect, it, vi} from "vitest";
import {aDownload, QUICK} from "./fixtures/aDownload.ts";
import {type Asked, aFileServer, type Misdeed} from "./fixtures/aFileServer.ts";

/** Every byte tells its place, so that pieces put together wrongly show. */
const BODY = Buffer.from(Array.from({length: 300_000}, (_, i) => (i * 31 + (i >> 8) * 7) & 0xff));
const OTHER = Buffer.from(BODY.map((byte) => byte ^ 0x55));
const sha256 = (body: Buffer) => createHash("sha256").update(body).digest("hex");

async function aServer(...misdeeds: Misdeed[]) {
    const server = await aFileServer({"/file": BODY}, misdeeds);
    const facts = {url: `${server.url}/file`, bytes: BODY.length, sha256: sha256(BODY)};
    return {...server, facts, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]()};
}

const ranges = (asked: readonly Asked[]) => asked.map(({headers}) => headers.range);

describe("downloadFile", () => {
    it("fetches a file, checks it and leaves nothing else behind", async () => {
        await using server = await aServer();
        using download = aDownload(server.facts, server);
        await download.run();

        expect(download.got().equals(BODY)).toBe(true);
        expect(download.partLength()).toBeUndefined();
        expect(download.stages.at(-1)).toEqual({stage: "verifying", done: BODY.length});
        expect(server.asked[0]?.headers["accept-encoding"]).toBe("identity");
        await download.run();

        expect(server.asked, download.notes.join()).toHaveLength(1);
    });

    it("fetches an empty file without asking", async () => {
        await using server = await aServer();
        using download = aDownload({...server.facts, bytes: 0, sha256: sha256(Buffer.alloc(0))}, server);
        await download.run();
        expect(download.got()).toHaveLength(0);
    });

    it("goes on where a broken connection left it, on the condition that the file is the same", async () => {
        await using server = await aServer({dropAfter: 100_000}, {dropAfter: 50_000});
        using download = aDownload(server.facts, server);
        await download.run();
        expect(download.got().equals(BODY)).toBe(true);
        expect(ranges(server.asked)).toEqual([undefined, "bytes=100000-", "bytes=150000-"]);
        expect(server.asked[1]?.headers["if-range"]).toBe('"v1"');
        expect(download.notes[0]).toBe("connection lost, trying again in 1 s");
    });

    it("outlives a server that falls silent, before and after the headers", async () => {
        await using server = await aServer({stallAfter: -1}, {stallAfter: 70_000});
        using download = aDownload(server.facts, server);
        await download.run({patience: {...QUICK, stallMs: 400}});
        expect(download.got().equals(BODY)).toBe(true);
        expect(ranges(server.asked)).toEqual([undefined, undefined, "bytes=70000-"]);
        expect(download.notes).toContain("the server is silent, trying again in 1 s");
    });

    it("keeps what it has when it is stopped, and another process goes on", async () => {
        await using server = await aServer({stallAfter: 90_000});
        using download = aDownload(server.facts, server);
        const stopped = new AbortController();
        const running = download.run({signal: stopped.signal, patience: {...QUICK, stallMs: 60_000}});
        while (download.partLength() !== 90_000) await new Promise((resolve) => setTimeout(resolve, 5));
        stopped.abort();
        await expect(running).rejects.toMatchObject({name: "AbortError"});
        expect(download.partLength()).toBe(90_000);
        await download.run();
        expect(download.got().equals(BODY)).toBe(true);
        expect(ranges(server.asked)).toEqual([undefined, "bytes=90000-"]);
    });

    it("checks a part that was whole already without asking again", async () => {
        await using server = await aServer({dropAfter: BODY.length - 1});
        using download = aDownload(server.facts, server);
        await expect(download.run({patience: {...QUICK, tries: 1}})).rejects.toMatchObject({code: "download/interrupted"});
        writeFileSync(download.part, BODY);
        await download.run();
        expect(server.asked).toHaveLength(1);
        expect(download.got().equals(BODY)).toBe(true);
    });

    it("begins anew where the part belongs to something else, is longer than the file or has no description", async () => {
        for (const spoil of [
            (path: string) => writeFileSync(`${path}.part.json`, JSON.stringify({url: "http://elsewhere/", bytes: BODY.length, etag: '"v1"'})),
            (path: string) => truncateSync(`${path}.part`, BODY.length + 5),
            (path: string) => writeFileSync(`${path}.part.json`, "{")
        ]) {
            await using server = await aServer({dropAfter: 1000});
            using download = aDownload(server.facts, server);
            await expect(download.run({patience: {...QUICK, tries: 1}})).rejects.toMatchObject({code: "download/interrupted"});
            spoil(download.path);
            await download.run();
            expect(ranges(server.asked)).toEqual([undefined, undefined]);
            expect(download.got().equals(BODY)).toBe(true);
        }
    });

    it("begins anew when the file changes half-way, whether or not the server heeds the condition", async () => {
        for (const ignoring of [{}, {etag: '"v2"', contentRange: `bytes 100000-${BODY.length - 1}/${BODY.length}`}]) {
            await using server = await aServer({dropAfter: 100_000}, {change: OTHER, ...ignoring});
            using download = aDownload({...server.facts, sha256: sha256(OTHER)}, server);
            await download.run();
            expect(download.got().equals(OTHER)).toBe(true);
        }
    });

    it("gives up on a file that keeps changing", async () => {
        const changes = [OTHER, BODY, OTHER, BODY, OTHER].map((change) => ({change, dropAfter: 10_000}));
        await using server = await aServer({dropAfter: 10_000}, ...changes);
        using download = aDownload(server.facts, server);
        await expect(download.run({patience: {...QUICK, tries: 10}})).rejects.toMatchObject({code: "download/keeps-changing", data: {url: server.facts.url}});
        expect(server.asked).toHaveLength(5);
    });

    it("takes the whole file from a server that ignores ranges", async () => {
        await using server = await aServer({dropAfter: 100_000}, {ignoreRange: true});
        using download = aDownload(server.facts, server);
        await download.run();
        expect(download.got().equals(BODY)).toBe(true);
    });

    it("does not go round for ever where ranges are ignored and the connection breaks at the same place each time", async () => {
        await using server = await aServer(...Array.from({length: 20}, () => ({ignoreRange: true, dropAfter: 100_000})));
        using download = aDownload(server.facts, server);
        await expect(download.run()).rejects.toMatchObject({code: "download/interrupted", data: {gotBytes: 100_000, expectedBytes: BODY.length}});
        expect(server.asked.length).toBeLessThanOrEqual(QUICK.tries + 1);
    });

    it("asks without a range after a range that begins elsewhere or is described in nonsense", async () => {
        for (const wrong of [{shift: 7}, {contentRange: "bytes x-y/z"}, {contentRange: "bytes 5-1/300000"}]) {
            await using server = await aServer({dropAfter: 100_000}, wrong);
            using download = aDownload(server.facts, server);
            await download.run();
            expect(download.got().equals(BODY)).toBe(true);
            expect(ranges(server.asked)).toEqual([undefined, "bytes=100000-", undefined]);
        }
    });

    it("begins anew when the server knows no such range", async () => {
        await using server = await aServer({dropAfter: 100_000}, {status: 416, headers: {"content-range": `bytes */${BODY.length}`}});
        using download = aDownload(server.facts, server);
        await download.run();
        expect(ranges(server.asked)).toEqual([undefined, "bytes=100000-", undefined]);
        expect(download.got().equals(BODY)).toBe(true);
    });

    it("goes on after a body that ends early without a word", async () => {
        await using server = await aServer({endAfter: 100_000}, {endAfter: 100_000});
        using download = aDownload(server.facts, server);
        await download.run();
        expect(download.got().equals(BODY)).toBe(true);
        expect(ranges(server.asked)).toEqual([undefined, "bytes=100000-", "bytes=200000-"]);
    });

    it("refuses a file whose length is not the listing's, after asking again", async () => {
        for (const contentLength of [BODY.length - 1, BODY.length + 1]) {
            await using server = await aServer({contentLength}, {contentLength}, {contentLength}, {contentLength});
            using download = aDownload(server.facts, server);
            await expect(download.run()).rejects.toMatchObject({code: "download/refused", data: {detail: expect.stringContaining(`${contentLength} bytes`)}});
            expect(server.asked).toHaveLength(4);
        }
    });

    it("survives a moment of such nonsense, as a captive portal makes", async () => {
        await using server = await aServer({dropAfter: 100_000}, {contentLength: 5, dropAfter: 5, ignoreRange: true});
        using download = aDownload(server.facts, server);
        await download.run();
        expect(download.got().equals(BODY)).toBe(true);
    });

    it("stops reading a body that does not end, and keeps nothing of it", async () => {
        await using server = await aServer({endless: true}, {endless: true}, {endless: true}, {endless: true});
        using download = aDownload(server.facts, server);
        await expect(download.run()).rejects.toMatchObject({code: "download/refused", data: {detail: expect.stringContaining("sends more")}});
        expect(download.stages.every(({done}) => done <= BODY.length)).toBe(true);
    });

    it("unpacks what comes packed though it was not asked for", async () => {
        await using server = await aServer({dropAfter: 100_000}, {gzip: true});
        using download = aDownload(server.facts, server);
        await download.run();
        expect(download.got().equals(BODY)).toBe(true);
    });

    it("waits as long as a busy server asks", async () => {
        await using server = await aServer({status: 429, headers: {"retry-after": "1"}}, {status: 503});
        using download = aDownload(server.facts, server);
        const began = performance.now();
        await download.run();
        expect(performance.now() - began).toBeGreaterThan(950);
        expect(download.notes[0]).toBe("the server is busy, trying again in 1 s");
    });

    it("does not ask again after a no", async () => {
        for (const status of [400, 401, 403, 404, 410]) {
            await using server = await aServer({dropAfter: 50_000}, {status, headers: {"x-error-code": "GatedRepo"}});
            using download = aDownload(server.facts, server);
            await expect(download.run()).rejects.toMatchObject({code: "download/refused", data: {status, detail: "GatedRepo"}});
            expect(server.asked).toHaveLength(2);
            expect(download.partLength()).toBe(50_000);
        }
    });

    it("follows redirects to another host, and takes the token only to the first", async () => {
        await using elsewhere = await aServer({dropAfter: 100_000});
        await using server = await aServer({redirect: elsewhere.facts.url}, {redirect: elsewhere.facts.url});
        using download = aDownload({...server.facts, headers: async () => ({authorization: "Bearer secret"})}, elsewhere);
        await download.run();
        expect(download.got().equals(BODY)).toBe(true);
        expect(server.asked.map(({headers}) => headers.authorization)).toEqual(["Bearer secret", "Bearer secret"]);
        expect(elsewhere.asked.map(({headers}) => headers.authorization)).toEqual([undefined, undefined]);
        expect(ranges(elsewhere.asked)).toEqual([undefined, "bytes=100000-"]);
    });

    it("refuses redirects without end", async () => {
        await using server = await aServer(...Array.from({length: 60}, () => ({redirect: "/file"})));
        using download = aDownload(server.facts, server);
        await expect(download.run()).rejects.toMatchObject({code: "download/refused", data: {status: 302}});
    });

    it("removes what is not what was published, also where only the first digits are known", async () => {
        for (const digits of [64, 8]) {
            await using server = await aServer();
            const expectedSha256 = sha256(OTHER).slice(0, digits);
            using download = aDownload({...server.facts, sha256: expectedSha256}, server);
            const {url} = server.facts;
            const data = {url, path: download.path, expectedSha256, gotSha256: sha256(BODY)};
            await expect(download.run()).rejects.toMatchObject({code: "download/corrupt", data});
            expect(download.partLength()).toBeUndefined();
            using right = aDownload({...server.facts, sha256: sha256(BODY).slice(0, digits).toUpperCase()}, server);
            await right.run();
        }
    });

    it("goes on without a condition only where the result is checked", async () => {
        for (const [digest, expected] of [
            [sha256(BODY), "bytes=100000-"],
            [undefined, undefined]
        ]) {
            await using server = await aServer({dropAfter: 100_000, etag: 'W/"weak"'});
            using download = aDownload({...server.facts, sha256: digest}, server);
            server.misbehave({etag: 'W/"weak"'});
            await download.run();
            expect(download.got().equals(BODY)).toBe(true);
            expect(server.asked[1]?.headers.range).toBe(expected);
            expect(server.asked[1]?.headers["if-range"]).toBeUndefined();
        }
    });

    it("keeps what it has when the disk is full", async () => {
        await using server = await aServer();
        using download = aDownload(server.facts, server);
        const aHandle = await open(import.meta.filename);
        const write = vi.spyOn(Object.getPrototypeOf(aHandle), "write");
        await aHandle.close();
        write.mockImplementation(async () => {
            if (download.partLength() === 0) writeFileSync(download.part, BODY.subarray(0, 40_000));
            throw Object.assign(new Error("no space left on device"), {code: "ENOSPC"});
        });
        await expect(download.run()).rejects.toMatchObject({code: "disk/full", data: {path: download.path}});
        write.mockRestore();
        expect(download.partLength()).toBe(40_000);
        await download.run();
        expect(ranges(server.asked)).toEqual([undefined, "bytes=40000-"]);
        expect(download.got().equals(BODY)).toBe(true);
    });

    it("tells after several tries that nobody is there", async () => {
        const server = await aServer();
        await server[Symbol.asyncDispose]();
        using download = aDownload(server.facts, server);
        const {url} = server.facts;
        await expect(download.run()).rejects.toMatchObject({code: "network/unreachable", data: {url, detail: expect.stringContaining("ECONNREFUSED")}});
        expect(download.notes).toHaveLength(QUICK.tries - 1);
    });
});
