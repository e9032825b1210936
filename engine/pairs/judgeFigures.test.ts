import {describe, expect, it} from "vitest";
import {judgeFigures} from "./judgeFigures.ts";

const figures = {l0: 100, fvu: 0.2, ceRecovered: 0.97, cePlain: 2, ceReconstructed: 2.1, ceZero: 8, deadShare: 0.1, residualNorm: 10};
const pair = {figures, card: {l0: 91}, outliers: [], nOrdinary: 10_000, nFeatures: 65_536};
const bad = (findings: ReturnType<typeof judgeFigures>) => findings.filter(({level}) => level !== "good").map(({about, level}) => `${about} ${level}`);

describe("judgeFigures", () => {
    it("finds nothing wrong with a good pair", () => {
        expect(bad(judgeFigures(pair))).toEqual([]);
    });

    it("puts the worst first", () => {
        const findings = judgeFigures({...pair, figures: {...figures, fvu: 3, ceRecovered: 0.8, l0: 2000}});
        expect(findings.slice(0, 3).map(({about, level}) => `${about} ${level}`)).toEqual(["fvu bad", "l0 bad", "ce warning"]);
        expect(findings.find(({about}) => about === "l0")).toMatchObject({got: 2000, expected: 91});
    });

    it("says that a text is too short to call a feature dead", () => {
        const findings = judgeFigures({...pair, nOrdinary: 500, figures: {...figures, deadShare: 0.9}});
        expect(bad(findings)).toEqual(["short-text warning"]);
    });

    it("does not judge the loss recovered on a text that the model can't predict anyway", () => {
        const findings = judgeFigures({...pair, figures: {...figures, cePlain: 8.09, ceReconstructed: 8.65, ceZero: 8.13, ceRecovered: -12}});
        expect(bad(findings)).toEqual(["foreign-text warning"]);
    });

    it("warns of ordinary tokens that stand out, and not of BOS", () => {
        const token = {position: 0, text: "", norm: 1000, ratio: 100};
        expect(bad(judgeFigures({...pair, outliers: [{...token, special: true}]}))).toEqual([]);
        expect(bad(judgeFigures({...pair, outliers: [{...token, special: false}]}))).toEqual(["outliers warning"]);
    });
});
