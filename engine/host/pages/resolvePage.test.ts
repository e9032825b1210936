import {describe, expect, it} from "vitest";
import {resolvePage} from "./resolvePage.ts";

const folder = "/app/out/renderer";

describe("resolvePage", () => {
    it("answers the root and every place in the app with index.html", () => {
        for (const place of ["/", "/chat/42", ""]) expect(resolvePage(folder, place)).toMatchObject({file: `${folder}/index.html`, immutable: false});
    });

    it("lets hashed assets be kept for ever, with their type", () => {
        expect(resolvePage(folder, "/assets/index-abc123.js")).toEqual({
            file: `${folder}/assets/index-abc123.js`,
            contentType: "text/javascript; charset=utf-8",
            immutable: true
        });
    });

    it.each(["/../secret.txt", "/%2e%2e/secret.txt", "/assets/..%2f..%2f..%2fetc/passwd.txt", "/..%5csecret.txt", "/a%00.js", "/%zz"])(
        "refuses %s",
        (urlPath) => {
            expect(resolvePage(folder, urlPath)).toBeUndefined();
        }
    );
});
