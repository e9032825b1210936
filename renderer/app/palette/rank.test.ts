import {describe, expect, it} from "vitest";
import {rank} from "./rank.ts";

const words = [
    "Find in this conversation",
    "Ünïcode names",
    "New chat",
    "Choose a model",
    "Load model Llama 3.2",
    "Export all conversations",
    "Поиск слов",
    "Renew"
];
const found = (typed: string) => rank(typed, words).map(({index}) => words[index]);

describe("rank", () => {
    it("finds words by some of their letters", () => {
        expect(found("nch")[0]).toBe("New chat");
        expect(found("ldm")).toEqual(["Load model Llama 3.2"]);
        expect(found("zzz")).toEqual([]);
    });

    it("puts what begins like it first, then what has a word that does", () => {
        expect(found("new")).toEqual(["New chat", "Renew"]);
        expect(found("conv").slice(0, 2).sort()).toEqual(["Export all conversations", "Find in this conversation"]);
    });

    it("takes words in any order and of any script", () => {
        expect(found("chat new")).toEqual(["New chat"]);
        expect(found("поиск")).toEqual(["Поиск слов"]);
        expect(found("llama 3")).toEqual(["Load model Llama 3.2"]);
    });

    it("takes signs as they come, and means nothing by nothing", () => {
        for (const typed of ["(", "[a", "*", "\\", ""]) expect(() => rank(typed, words)).not.toThrow();
        expect(rank("  ", words)).toEqual([]);
    });

    it("tells which letters were meant", () => {
        expect(rank("new", words)[0]).toEqual({index: 2, ranges: [0, 3]});
    });
});
