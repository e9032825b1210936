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
});
