import {describe, expect, it} from "vitest";
import {ago, bytes, counted, duration, parameters, percent, shown, signed} from "./numbers.ts";

describe("shown", () => {
    it("drops zeros that say nothing and uses a real minus sign", () => {
        expect([shown(0.3), shown(-1.25), shown(2), shown(-0.001), shown(1234.5), shown(100)]).toEqual(["0.3", "−1.25", "2", "0", "1235", "100"]);
    });
});

describe("signed", () => {
    it("shows a plus, and none for zero", () => expect([signed(0.45), signed(0), signed(-0.3)]).toEqual(["+0.45", "0", "−0.3"]));
});

describe("percent", () => {
    it("keeps small shares readable", () => expect([percent(0.0004), percent(0.031), percent(0.00001)]).toEqual(["0.04 %", "3.1 %", "< 0.01 %"]));
});

describe("bytes", () => {
    it("chooses its unit", () =>
        expect([bytes(1.82e12), bytes(42.5e9), bytes(12e6), bytes(10), bytes(0)]).toEqual(["1.8 TB", "42.5 GB", "12 MB", "1 kB", "0 kB"]));
});

describe("counted", () => {
    it("knows one from many", () =>
        expect([counted(0, "label"), counted(1, "label"), counted(61211, "label")]).toEqual(["0 labels", "1 label", "61,211 labels"]));
});

describe("parameters", () => {
    it("speaks as model makers do", () => expect([parameters(70.6e9), parameters(8.03e9), parameters(135e6)]).toEqual(["70.6 B", "8 B", "135 M"]));
});

describe("duration", () => {
    it("is coarser the longer it lasts", () =>
        expect([0.2, 42, 59.6, 600, 3600, 5400, 86_400 * 2.5].map(duration)).toEqual(["1 s", "42 s", "1 min", "10 min", "1 h", "1 h 30 min", "2.5 days"]));
});

describe("ago", () => {
    const now = new Date(2026, 4, 20).getTime();
    it("says days while they are few, then the date", () => {
        expect([ago(now - 10, now), ago(now - 3 * 60_000, now), ago(now - 3_600_000, now), ago(now - 86_400_000 * 3, now)]).toEqual([
            "just now",
            "3 min ago",
            "1 hour ago",
            "3 days ago"
        ]);
        expect(ago(new Date(2026, 0, 2).getTime(), now)).toBe("Jan 2, 2026");
    });
});
