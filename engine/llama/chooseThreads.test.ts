import {availableParallelism} from "node:os";
import {describe, expect, it} from "vitest";
import {cappedThreads, chooseThreads} from "./chooseThreads.ts";

describe("chooseThreads", () => {
    it("gives a small model one thread and a large one every core", () => {
        expect(chooseThreads(8e6, 16)).toBe(1);
        expect(chooseThreads(4e9, 16)).toBe(16);
    });
    it("never asks for more than there are cores", () => expect(chooseThreads(4e8, 2)).toBe(2));
});

describe("cappedThreads", () => {
    it("holds back threads that would only stand in each other's way", () => {
        expect(cappedThreads(1e6)).toBe(availableParallelism());
        expect(cappedThreads(0)).toBe(1);
    });
});
