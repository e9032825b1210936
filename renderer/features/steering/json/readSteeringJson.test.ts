import {describe, expect, it} from "vitest";
import type {Steering} from "../../../../engine/contract/edits.ts";
import {featureId} from "../../../../engine/contract/ids.ts";
import {readSteeringJson} from "./readSteeringJson.ts";

const steering: Steering = {
    edits: [{feature: featureId(3), mode: "pin", value: 1, unit: "max", group: "sea"}],
    scope: "all",
    decay: {tokens: 9},
    cap: 1,
    rules: [
        {
            when: {any: [{left: {features: [featureId(1)], combine: "mean", unit: "max"}, operator: ">=", right: 0.5}]},
            on: "both",
            sticky: false,
            action: {type: "handle", event: "x", reply: "y"}
        }
    ]
};

describe("readSteeringJson", () => {
    it("reads back what was written, rules and all", () => expect(readSteeringJson(JSON.stringify(steering))).toEqual({steering}));

    it("says what is wrong and where", () => {
        expect(readSteeringJson("{")).toEqual({problem: expect.stringContaining("not JSON")});
        expect(readSteeringJson(JSON.stringify({...steering, edits: [{...steering.edits[0], mode: "shove"}]}))).toEqual({
            problem: expect.stringMatching(/^edits\.0\.mode: /)
        });
        expect(readSteeringJson(JSON.stringify({...steering, cap: 0}))).toEqual({problem: expect.stringMatching(/^cap: /)});
    });

    it("refuses conditions nested deeper than the engine takes, however deep they are", () => {
        const nested = (levels: number) => {
            const leaf = JSON.stringify(steering.rules?.[0]?.when).slice('{"any":['.length, -2);
            return JSON.stringify(steering).replace(/"when":.*?,"on"/, `"when":${'{"any":['.repeat(levels - 1)}${leaf}${"]}".repeat(levels - 1)},"on"`);
        };
        expect(readSteeringJson(nested(16))).toHaveProperty("steering");
        for (const levels of [17, 1000, 20_000])
            expect(readSteeringJson(nested(levels))).toEqual({problem: expect.stringMatching(/^rules\.0\.when: .*16 levels/)});
    });

    it("refuses keys that mean nothing, and names where they stand", () => {
        expect(readSteeringJson(JSON.stringify({...steering, ruels: []}))).toEqual({problem: "unknown key ruels"});
        expect(readSteeringJson(JSON.stringify({...steering, edits: [{...steering.edits[0], stength: 1}]}))).toEqual({problem: "edits.0: unknown key stength"});
    });

    it("refuses numbers beyond all use", () => {
        for (const value of ["1e400", "-2e9"])
            expect(readSteeringJson(JSON.stringify(steering).replace('"value":1', `"value":${value}`))).toEqual({
                problem: expect.stringMatching(/^edits\.0\.value: .*too large/)
            });
    });

    it("refuses features that the dictionary does not have, in edits and in conditions", () => {
        expect(readSteeringJson(JSON.stringify(steering), [{id: "a", nFeatures: 4}])).toHaveProperty("steering");
        expect(readSteeringJson(JSON.stringify(steering), [{id: "a", nFeatures: 3}])).toEqual({
            problem: expect.stringMatching(/^edits\.0\.feature: feature 3 /)
        });
        expect(readSteeringJson(JSON.stringify({...steering, edits: []}), [{id: "a", nFeatures: 1}])).toEqual({
            problem: expect.stringMatching(/^rules\.0\.when\.any\.0\.left\.features\.0: feature 1 /)
        });
    });

    it("refuses more edits than could be meant", () => {
        const edits = (n: number) => JSON.stringify({edits: Array.from({length: n}, () => steering.edits[0]), scope: "all"});
        expect(readSteeringJson(edits(1024))).toHaveProperty("steering");
        expect(readSteeringJson(edits(1025))).toEqual({problem: expect.stringMatching(/^edits: .*at most 1,?024/)});
    });
});
