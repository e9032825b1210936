import {describe, expect, it} from "vitest";
import {filledZone, isPastWarning, warningZones} from "./sliderZones.ts";

const nudge = {min: -1, max: 1, warnAbove: 0.5, neutral: 0};

describe("warningZones", () => {
    it("lies at both ends of a range that goes both ways", () => {
        expect(warningZones(nudge)).toEqual([
            {from: 0, to: 0.25},
            {from: 0.75, to: 1}
        ]);
    });

    it("lies at one end of a range from zero, and nowhere when all of it is safe", () => {
        expect(warningZones({min: 0, max: 2, warnAbove: 1, neutral: 0})).toEqual([{from: 0.5, to: 1}]);
        expect(warningZones({min: 0, max: 2, warnAbove: 2, neutral: 0})).toEqual([]);
    });
});

describe("filledZone", () => {
    it("reaches from doing nothing to the value, either way", () => {
        expect(filledZone(0.5, nudge)).toEqual({from: 0.5, to: 0.75});
        expect(filledZone(-0.5, nudge)).toEqual({from: 0.25, to: 0.5});
        expect(filledZone(9, nudge)).toEqual({from: 0.5, to: 1});
    });
});

describe("isPastWarning", () => {
    it("counts the edge of the zone as safe", () => expect([isPastWarning(0.5, nudge), isPastWarning(-0.55, nudge)]).toEqual([false, true]));
});
