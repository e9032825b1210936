import {describe, expect, it} from "vitest";
import {splitFragment} from "./token.ts";

describe("splitFragment", () => {
    it("takes the token out and leaves the rest of the address", () => {
        expect(splitFragment("#token=a%2Bb&c/abc")).toEqual({token: "a+b", rest: "c/abc"});
    });

    it("finds no token in an ordinary address", () => {
        expect(splitFragment("#c/abc")).toEqual({token: null, rest: "c/abc"});
        expect(splitFragment("")).toEqual({token: null, rest: ""});
    });
});
