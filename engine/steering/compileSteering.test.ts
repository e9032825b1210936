import {describe, expect, it} from "vitest";
import {featureId} from "../contract/index.ts";
import {compileSteering} from "./compileSteering.ts";
import {aDictionary} from "./fixtures/aDictionary.ts";

const edit = (mode: "nudge" | "add" | "pin" | "scale", value: number, more = {}) => ({feature: featureId(1), mode, value, ...more});
const compiled = async (edits: ReturnType<typeof edit>[], dictionaries = [aDictionary("a")]) =>
    (await compileSteering({edits, scope: "answer"}, dictionaries)).edits;

describe("compileSteering", () => {
    it("turns a nudge into an add that moves the residual by that share of its median length", async () => {
        // .5 x R 10 = 5 units of length; a decoder row of length 2 needs 2.5 activation units for it
        expect(await compiled([edit("nudge", 0.5)])).toEqual([{dictionary: "a", feature: 1, mode: "shift", value: 2.5}]);
    });

    it("keeps raw values as they are", async () => {
        expect(await compiled([edit("add", 3), edit("pin", 4), edit("scale", 2)])).toMatchObject([{value: 3}, {value: 4}, {value: 2}]);
    });

    it("counts a pin in multiples of the feature's maximum where asked", async () => {
        expect(await compiled([edit("pin", 1.5, {unit: "max"})])).toMatchObject([{mode: "pin", value: 10.5}]);
    });

    it("leaves out what changes nothing, but not a pin at 0, which removes the feature", async () => {
        expect(await compiled([edit("nudge", 0), edit("add", 0), edit("scale", 1), edit("pin", 0)])).toMatchObject([{mode: "pin", value: 0}]);
    });

    it("means the first dictionary where an edit names none", async () => {
        expect(await compiled([edit("add", 1), edit("add", 1, {dictionary: "b"})], [aDictionary("a"), aDictionary("b")])).toMatchObject([
            {dictionary: "a"},
            {dictionary: "b"}
        ]);
    });

    it.each([
        ["a dictionary that is not loaded", [edit("add", 1, {dictionary: "x"})], undefined, "dictionary/not-loaded"],
        ["a feature beyond the last", [{...edit("add", 1), feature: featureId(4)}], undefined, "feature/not-found"],
        ["a value that float32 sums would not survive", [edit("pin", 1e308)], undefined, "steering/bad-edit"],
        ["a value that is no number", [edit("add", Number.NaN)], undefined, "steering/bad-edit"],
        ["unit max with another mode", [edit("add", 1, {unit: "max"})], undefined, "steering/bad-edit"],
        ["a nudge without a residual norm", [edit("nudge", 1)], {residualNorm: undefined}, "steering/not-calibrated"],
        ["a pin in maxima without a maximum", [edit("pin", 1, {unit: "max"})], {max: undefined}, "steering/not-calibrated"]
    ])("refuses %s", async (_, edits, calibration, code) => {
        const dictionary = {
            ...aDictionary("a"),
            ...(calibration && "residualNorm" in calibration ? {residualNorm: undefined} : {}),
            ...(calibration && "max" in calibration ? {maxActivation: () => undefined} : {})
        };
        await expect(compiled(edits, [dictionary])).rejects.toMatchObject({code});
    });
});
