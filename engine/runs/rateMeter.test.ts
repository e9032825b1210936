import {describe, expect, it} from "vitest";
import {rateMeter} from "./rateMeter.ts";

function aMeter() {
    let at = 0;
    const meter = rateMeter(() => at);
    return (seconds: number, done: number, stage = "downloading") => {
        at = seconds * 1000;
        return meter({stage, done, total: 1000, unit: "bytes"});
    };
}

describe("rateMeter", () => {
    it("knows no rate at first, then units a second and the seconds left", () => {
        const tell = aMeter();
        expect(tell(0, 0)).not.toHaveProperty("perSecond");
        expect(tell(1, 100)).toMatchObject({perSecond: 100, secondsLeft: 9});
    });

    it("does not count what was done before", () => {
        const tell = aMeter();
        tell(0, 800);
        expect(tell(2, 900)).toMatchObject({perSecond: 50, secondsLeft: 2});
    });

    it("weighs the present against the past by a half-life of four seconds", () => {
        const tell = aMeter();
        tell(0, 0);
        tell(4, 400);
        // half of 100, half of 0
        expect(tell(8, 400)).toMatchObject({perSecond: 50});
    });

    it("begins anew with a new stage and when the count falls", () => {
        const tell = aMeter();
        tell(0, 0);
        tell(1, 500);
        expect(tell(2, 0, "verifying")).not.toHaveProperty("perSecond");
        expect(tell(3, 200, "verifying")).toMatchObject({perSecond: 200});
        expect(tell(4, 100, "verifying")).not.toHaveProperty("perSecond");
    });

    it("takes the mean since the stage began of what comes in bursts", () => {
        let at = 0;
        const meter = rateMeter(() => at);
        const tell = (seconds: number, done: number) => {
            at = seconds * 1000;
            return meter({stage: "judging", done, total: 4, unit: "items"});
        };
        tell(0, 0);
        tell(10, 1);
        // a server that hangs for a minute
        for (let second = 11; second < 70; second++) tell(second, 1);
        expect(tell(70, 2)).toMatchObject({secondsLeft: 70});
        expect(tell(71, 3)).toMatchObject({secondsLeft: 24});
    });

    it("names no time left while nothing moves", () => {
        const tell = aMeter();
        tell(0, 10);
        expect(tell(1, 10)).toEqual({stage: "downloading", done: 10, total: 1000, unit: "bytes", perSecond: 0});
    });
});
