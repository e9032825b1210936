import {describe, expect, it} from "vitest";
import {defaultWorkspace} from "./defaultWorkspace.ts";

describe("defaultWorkspace", () => {
    it("follows each platform's custom", () => {
        expect(defaultWorkspace("linux", {}, "/home/ada")).toBe("/home/ada/.local/share/saelor");
        expect(defaultWorkspace("linux", {XDG_DATA_HOME: "/data"}, "/home/ada")).toBe("/data/saelor");
        expect(defaultWorkspace("darwin", {}, "/Users/ada")).toBe("/Users/ada/Library/Application Support/Saelor");
        expect(defaultWorkspace("win32", {APPDATA: "C:\\Users\\ada\\AppData\\Roaming"}, "C:\\Users\\ada")).toBe("C:\\Users\\ada\\AppData\\Roaming\\Saelor");
    });

    it("ignores a relative XDG_DATA_HOME, as the specification says", () => {
        expect(defaultWorkspace("linux", {XDG_DATA_HOME: "data"}, "/home/ada")).toBe("/home/ada/.local/share/saelor");
    });

    it("lets SAELOR_WORKSPACE decide", () => {
        expect(defaultWorkspace("linux", {SAELOR_WORKSPACE: "/tmp/work"}, "/home/ada")).toBe("/tmp/work");
    });
});
