import {describe, expect, it} from "vitest";
import {progressLine} from "./progressLine.ts";

function aStream(isTTY: boolean) {
    const written: string[] = [];
    return {written, isTTY, write: (text: string) => written.push(text) > 0} as unknown as {written: string[]} & Pick<NodeJS.WriteStream, "isTTY" | "write">;
}

describe("progressLine", () => {
    it("writes over one line on a terminal, and clears it", () => {
        const stream = aStream(true);
        const line = progressLine(stream);
        for (const text of ["1 %", "1 %", "2 %"]) line.show(text);
        line.clear();
        expect(stream.written).toEqual(["\r\u001b[K1 %", "\r\u001b[K2 %", "\r\u001b[K"]);
    });

    it("writes whole lines elsewhere, one every five seconds", () => {
        const stream = aStream(false);
        let now = 0;
        const line = progressLine(stream, () => now);
        for (const [at, text] of [
            [0, "1 %"],
            [100, "2 %"],
            [4999, "3 %"],
            [5000, "4 %"],
            [12_000, "4 %"],
            [12_001, "5 %"]
        ] as const) {
            now = at;
            line.show(text);
        }
        line.clear();
        expect(stream.written).toEqual(["4 %\n", "5 %\n"]);
    });
});
