import path from "node:path";
import {describe, expect, it} from "vitest";
import {presetPaths} from "./presetPaths.ts";

const folder = path.resolve("/home/anna");

describe("presetPaths", () => {
    it("finds presets among all else that a start is told, each once", () => {
        const argv = ["/opt/saelor", "--no-sandbox", "pirate.saelor-preset", "./pirate.saelor-preset", "notes.txt", "/tmp/Sea.SAELOR-PRESET"];
        expect(presetPaths(argv, folder)).toEqual([path.resolve(folder, "pirate.saelor-preset"), path.resolve("/tmp/Sea.SAELOR-PRESET")]);
    });

    it("takes no switch for a file", () => expect(presetPaths(["--open=x.saelor-preset", "-x.saelor-preset"], folder)).toEqual([]));
});
