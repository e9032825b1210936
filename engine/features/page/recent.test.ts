import {describe, expect, it} from "vitest";
import {recent} from "./recent.ts";

describe("recent", () => {
    it("asks once for what is asked again, and forgets what was not for longest", async () => {
        const asked: string[] = [];
        const answers = recent<string>(2);
        const get = (key: string) =>
            answers(key, async () => {
                asked.push(key);
                return key.toUpperCase();
            });
        expect(await Promise.all(["a", "b", "a", "c", "a", "b"].map(get))).toEqual(["A", "B", "A", "C", "A", "B"]);
        expect(asked).toEqual(["a", "b", "c", "b"]);
    });

    it("asks again after a failure", async () => {
        const answers = recent<number>(2);
        await expect(answers("a", () => Promise.reject(new Error("no")))).rejects.toThrow("no");
        expect(await answers("a", async () => 1)).toBe(1);
    });
});
