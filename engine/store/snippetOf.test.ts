import {describe, expect, it} from "vitest";
import {snippetOf} from "./snippetOf.ts";

const show = (text: string, ...query: string[]) =>
    snippetOf(text, query)
        .map(({text: piece, hit}) => (hit ? `[${piece}]` : piece))
        .join("");
const filler = (n: number) => Array.from({length: n}, (_, i) => `w${i}`).join(" ");

describe("snippetOf", () => {
    it("shows a short text whole, with its hits", () => {
        expect(show("Ein Café-Löwe, still.", "cafe", "LOW")).toBe("Ein [Café]-[Löwe], still.");
        expect(show("nothing", "x")).toBe("nothing");
        expect(show("", "x")).toBe("");
        expect(show("?!", "x")).toBe("?!");
    });

    it("cuts a long one around its hits", () => {
        expect(show(`${filler(100)} whale ${filler(100)}`, "whale")).toBe(
            `…w94 w95 w96 w97 w98 w99 [whale] ${Array.from({length: 17}, (_, i) => `w${i}`).join(" ")}…`
        );
    });

    it("prefers the place that holds most of the query's words", () => {
        expect(show(`whale ${filler(100)} whale song ${filler(100)}`, "whale", "song")).toContain("[whale] [song]");
    });

    it("shows the beginning where the hit lies beyond what is looked through", () => {
        expect(show(`${filler(60_000)} whale`, "whale")).toMatch(/^w0 w1 .* w23…$/);
    });
});
