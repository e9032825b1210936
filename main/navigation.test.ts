import {describe, expect, it} from "vitest";
import {isOwnPage, mayOpenOutside} from "./navigation.ts";

describe("isOwnPage", () => {
    it("knows our pages", () => {
        expect(isOwnPage("app://saelor/")).toBe(true);
        expect(isOwnPage("app://saelor/index.html#chat")).toBe(true);
    });

    it.each([
        "app://saelor.evil/",
        "app://evil/",
        "https://saelor/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "data:text/html,x",
        "about:blank",
        "",
        "saelor"
    ])("refuses %j", (url) => {
        expect(isOwnPage(url)).toBe(false);
    });
});

describe("mayOpenOutside", () => {
    it("lets web links go to the browser", () => {
        expect(mayOpenOutside("https://example.org/paper")).toBe(true);
        expect(mayOpenOutside("http://example.org")).toBe(true);
    });

    it.each([
        "file:///etc/passwd",
        "smb://server/share",
        "javascript:alert(1)",
        "app://saelor/",
        "mailto:a@b.c",
        "https://user:secret@example.org/",
        "not a link"
    ])("keeps %j from the system", (url) => {
        expect(mayOpenOutside(url)).toBe(false);
    });
});
