import {mkdtempSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import path from "node:path";
import {describe, expect, it, vi} from "vitest";
import {answer} from "./appProtocol.ts";

// the desktop runtime is not needed to answer a request
vi.mock("electron", () => ({protocol: {}}));

const folder = path.join(mkdtempSync(path.join(tmpdir(), "saelor-app-")), "renderer");
const {mkdirSync} = await import("node:fs");
mkdirSync(folder);
writeFileSync(path.join(folder, "index.html"), "<!doctype html><title>Saelor</title>");
writeFileSync(path.join(folder, "../secret.txt"), "secret");

describe("answer", () => {
    it("serves the page with the strict policy", async () => {
        const response = await answer(folder, new Request("app://saelor/"));
        expect(response.status).toBe(200);
        expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
        expect(response.headers.get("content-security-policy")).toContain("default-src 'self'");
        expect(await response.text()).toContain("Saelor");
    });

    it.each(["app://saelor/../secret.txt", "app://saelor/%2e%2e/secret.txt", "app://saelor/..%2fsecret.txt", "app://evil/index.html", "app://saelor/none.js"])(
        "has nothing at %s",
        async (url) => {
            expect((await answer(folder, new Request(url))).status).toBe(404);
        }
    );
});
