import {describe, expect, it} from "vitest";
import type {EditMode} from "../contract/index.ts";
import type {CalibratedDictionary} from "../dictionaries/index.ts";
import {anOpenGate} from "../moderation/fixtures/anOpenGate.ts";
import type {Store} from "../store/openStore.ts";
import {featureRange} from "./featureRange.ts";
import {aDictionary} from "./fixtures/aDictionary.ts";

describe("featureRange", () => {
    it("nudges in units of the residual's norm, with a warning above .6", async () => {
        expect(await range("nudge", 3)).toEqual({min: -1.6, max: 1.6, step: 0.05, warnAbove: 0.6, neutral: 0, suggested: 0.5, unit: "residual-norm"});
    });

    it("cannot offer a nudge where the residual's norm is unknown", async () => {
        await expect(range("nudge", 3, aDictionary({residualNorm: 0}))).rejects.toMatchObject({code: "steering/not-calibrated"});
    });

    it("pins in multiples of the maximum, and in activation units where that is unknown", async () => {
        expect(await range("pin", 3)).toMatchObject({min: 0, max: 2, warnAbove: 1, suggested: 1, unit: "max"});
        // .6 of a residual norm of 50, over a decoder row of length 2
        expect(await range("pin", 0)).toMatchObject({min: 0, max: 30, warnAbove: 15, suggested: 15, unit: "activation"});
    });

    it("adds up to twice the maximum either way, in round steps", async () => {
        expect(await range("add", 3)).toEqual({min: -60, max: 60, step: 1, warnAbove: 30, neutral: 0, suggested: 15, unit: "activation"});
        expect(await range("add", 0, aDictionary({residualNorm: 0}))).toMatchObject({min: -20, max: 20});
    });

    it("scales from nothing to four times", async () => {
        expect(await range("scale", 3)).toMatchObject({min: 0, max: 4, neutral: 1, unit: "factor"});
    });
});

function range(mode: EditMode, feature: number, dictionary: CalibratedDictionary = aDictionary()) {
    return featureRange({store: {} as Store, dictionary: () => dictionary, gate: anOpenGate()}, {dictionary: "d", feature, mode});
}
