import {describe, expect, it} from "vitest";
import {ageHeading, withHeadings} from "./age.ts";

const now = new Date(2026, 4, 20, 9).getTime();

describe("ageHeading", () => {
    it("counts calendar days, not spans of 24 hours", () => {
        expect(ageHeading(new Date(2026, 4, 20, 1).getTime(), now)).toBe("Today");
        expect(ageHeading(new Date(2026, 4, 19, 23).getTime(), now)).toBe("Yesterday");
        expect(ageHeading(new Date(2026, 4, 15).getTime(), now)).toBe("This week");
        expect(ageHeading(new Date(2026, 1, 3).getTime(), now)).toBe("February 2026");
    });
});

describe("withHeadings", () => {
    it("puts one heading before each age", () => {
        const items = [{updatedAt: now}, {updatedAt: now - 1000}, {updatedAt: new Date(2026, 4, 19).getTime()}];
        expect(withHeadings(items, now).map((row) => ("heading" in row ? row.heading : "-"))).toEqual(["Today", "-", "-", "Yesterday", "-"]);
    });
});
