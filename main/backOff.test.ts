import {describe, expect, it} from "vitest";
import {nextWait} from "./backOff.ts";

describe("nextWait", () => {
    it("hardly waits after a first crash", () => {
        expect(nextWait(0, 5)).toBe(200);
    });

    it("waits longer and longer when the engine dies at every start, up to ten seconds", () => {
        const waits = [0];
        for (let i = 0; i < 6; i++) waits.push(nextWait(waits.at(-1)!, 100));
        expect(waits.slice(1)).toEqual([200, 600, 1800, 5400, 10_000, 10_000]);
    });

    it("begins anew once the engine lived for a minute", () => {
        expect(nextWait(10_000, 60_000)).toBe(200);
    });
});
