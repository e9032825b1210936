import {describe, expect, it} from "vitest";
import {settingsSummary} from "./settingsSummary.ts";

describe("settingsSummary", () => {
    it("says nothing of what is as usual", () => expect(settingsSummary({scope: "answer", normRestore: 0})).toEqual([]));
    it("says each thing that is not", () =>
        expect(settingsSummary({scope: "all", decay: {tokens: 8}, normRestore: 1, cap: 0.4})).toEqual([
            "on all tokens",
            "fades over 8",
            "length 1",
            "cap 0.4 R"
        ]));
});
