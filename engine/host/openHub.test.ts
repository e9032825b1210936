import {createServer} from "node:http";
import type {AddressInfo} from "node:net";
import {describe, expect, it, onTestFinished} from "vitest";
import {listRepository} from "../library/download/listRepository.ts";
import {openHub} from "./openHub.ts";

const token = {read: async () => undefined, describe: () => Promise.reject(), set: () => Promise.reject(), remove: () => Promise.reject()};

describe("openHub", () => {
    it("asks Hugging Face, or the mirror that HF_ENDPOINT names", () => {
        expect(openHub(token, {}).endpoint).toBe("https://huggingface.co");
        expect(openHub(token, {HF_ENDPOINT: "https://mirror.example/hf/"}).endpoint).toBe("https://mirror.example/hf");
        for (const bad of ["mirror", "file:///x"])
            expect(() => openHub(token, {HF_ENDPOINT: bad}).endpoint).toThrow(expect.objectContaining({code: "input/invalid"}));
    });

    // last: from here on this process's requests go through a proxy
    it("goes through the proxy that the environment names", async () => {
        const reached: string[] = [];
        const proxy = createServer((request, response) => {
            reached.push(request.url!);
            response.writeHead(502).end();
        });
        proxy.on("connect", (request, socket) => {
            reached.push(request.url!);
            socket.end("HTTP/1.1 502 No\r\n\r\n");
        });
        await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
        onTestFinished(() => void proxy.close());
        const env = {HF_ENDPOINT: "http://hub.invalid", HTTP_PROXY: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`};
        const hub = {...openHub(token, env), endpoint: "http://hub.invalid"};
        await expect(listRepository(hub, {repo: "a/b"})).rejects.toMatchObject({code: expect.stringMatching(/network|download/)});
        expect(reached[0]).toContain("hub.invalid");
    });
});
