import {describe, expect, it} from "vitest";
import {crumbsOf, fileName, folderOf} from "./paths.ts";

describe("folderOf", () => {
    it("climbs to the root and stops there", () => {
        expect(folderOf("/home/ada/models")).toBe("/home/ada");
        expect(folderOf("/home")).toBe("/");
        expect(folderOf("/")).toBeNull();
    });
    it("knows drives", () => {
        expect(folderOf("C:\\Users\\ada")).toBe("C:\\Users");
        expect(folderOf("C:\\Users")).toBe("C:\\");
        expect(folderOf("C:\\")).toBeNull();
    });
});

describe("crumbsOf", () => {
    it("names every folder on the way", () => {
        expect(crumbsOf("/home/ada").map(({name, path}) => `${name}=${path}`)).toEqual(["/=/", "home=/home", "ada=/home/ada"]);
        expect(crumbsOf("C:\\Users").map(({path}) => path)).toEqual(["C:\\", "C:\\Users"]);
    });
});

describe("fileName", () => {
    it("takes the last part of either kind of path", () =>
        expect([fileName("/a/b.gguf"), fileName("C:\\a\\b.gguf"), fileName("/")]).toEqual(["b.gguf", "b.gguf", "/"]));
});
