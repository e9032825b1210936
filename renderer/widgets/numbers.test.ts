import {describe, expect, it} from "vitest";
import {bytes, percent, shown, signed} from "./numbers.ts";

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
    it("chooses its unit", () => expect([bytes(42.5e9), bytes(12e6), bytes(10)]).toEqual(["42.5 GB", "12 MB", "1 kB"]));
});
