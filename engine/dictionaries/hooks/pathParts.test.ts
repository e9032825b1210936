import {describe, expect, it} from "vitest";
import {matchInPath, pathParts} from "./pathParts.ts";

describe("matchInPath", () => {
    it("finds the nearest part that fits", () => {
        expect(matchInPath("/models/layer_3/old/layer_20/width_16k/params.npz", /^layer_(\d+)$/)?.[1]).toBe("20");
        expect(matchInPath("/models/params.npz", /^layer_(\d+)$/)).toBeUndefined();
    });

    it("does not look at the user's own folders far above", () => {
        expect(matchInPath("/layer_3/a/b/c/d/e/f/g/h/params.npz", /^layer_(\d+)$/)).toBeUndefined();
        expect(pathParts("/a/b.pt")).toEqual(["b.pt", "a"]);
    });
});
