import {describe, expect, it} from "vitest";
import {readFeatureNumbers} from "./readFeatureNumbers.ts";

describe("readFeatureNumbers", () => {
    it("reads numbers and ranges, each once, in order", () => {
        expect(readFeatureNumbers("17, 3\n20-22 21 ; 40 – 41", 100)).toEqual({numbers: [3, 17, 20, 21, 22, 40, 41]});
        expect(readFeatureNumbers("  ", 100)).toEqual({numbers: []});
    });
    it("says what is no number of this dictionary", () => {
        expect(readFeatureNumbers("3 pirate", 100)).toEqual({problem: "“pirate” is no feature number"});
        expect(readFeatureNumbers("100", 100)).toEqual({problem: "there is no feature 100: this dictionary has 0 to 99"});
        expect(readFeatureNumbers("9-3", 100)).toEqual({problem: "“9-3” ends before it begins"});
        expect(readFeatureNumbers("-3", 100)).toEqual({problem: "“-3” is no feature number"});
    });
});
