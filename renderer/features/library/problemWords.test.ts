import {describe, expect, it} from "vitest";
import {problemWords} from "./problemWords.ts";

describe("problemWords", () => {
    const path = "/models/mine.gguf";
    it("says a code as the sentence that it has", () =>
        expect(problemWords({path, problem: "file/not-found"})).toBe("mine.gguf is no longer where it was: /models/mine.gguf."));
    it("says whose code it is where that is another file", () =>
        expect(problemWords({path, problem: "demo.sae.gguf: file/not-found"})).toBe("demo.sae.gguf is no longer where it was."));
    it("puts the facts of a code into its sentence", () =>
        expect(problemWords({path, problem: "file/no-permission: operation read"})).toContain("is not allowed to read /models/mine.gguf"));
    it("does without facts that it lacks", () => expect(problemWords({path, problem: "file/malformed"})).toBe("mine.gguf can't be used."));
    it("leaves words as they are", () =>
        expect(problemWords({path, problem: "its tensors end too early."})).toBe("It can't be used: its tensors end too early."));
    it("takes a file without a reason for one that is gone", () => expect(problemWords({path})).toContain("no longer where it was"));
});
