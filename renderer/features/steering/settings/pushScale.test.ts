import {describe, expect, it} from "vitest";
import {pushScale} from "./pushScale.ts";

describe("pushScale", () => {
    it("ends at 1 R while all lies below", () => expect([pushScale(0.3, undefined).end, pushScale(0.3, 0.5).share(0.5)]).toEqual([1, 0.5]));
    it("grows with the push and the cap, so that both are seen", () => {
        const {end, share} = pushScale(1.5, 2);
        expect(end).toBeCloseTo(2.2);
        expect(share(1.5)).toBeLessThan(share(2));
        expect(share(2)).toBeLessThan(1);
    });
    it("is not stretched without end", () => expect(pushScale(500, undefined).share(500)).toBe(1));
});
