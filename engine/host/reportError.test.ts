import {describe, expect, it} from "vitest";
import {EngineError} from "../contract/index.ts";
import {reportError} from "./reportError.ts";

describe("reportError", () => {
    const error = new EngineError("serve/port-in-use", {port: 8437});

    it("prints code, facts and a next step", () => {
        expect(reportError(error, {json: false})).toBe(
            "serve/port-in-use\n  port: 8437\nChoose another port (--port N), or leave --port out to get a free one."
        );
    });

    it("prints one line of JSON for programs", () => {
        expect(JSON.parse(reportError(error, {json: true}))).toMatchObject({code: "serve/port-in-use", data: {port: 8437}});
    });

    it.each([
        [429, /wait/],
        [503, /trouble: try again later/],
        [200, /sign in to this network/],
        [404, /name and the revision/]
    ])("suits the next step to what a server answered: %d", (status, words) => {
        const refused = new EngineError("download/refused", {url: "https://hub/x", status, detail: "no"});
        expect(reportError(refused, {json: false}).split("\n").at(-1)).toMatch(words);
    });

    it("keeps the stack of an error that nobody foresaw", () => {
        expect(reportError(new TypeError("x is not a function"), {json: false})).toContain("reportError.test.ts");
    });
});
