import {describe, expect, it} from "vitest";
import {steeringSchema} from "./edits.ts";

const edits = (count: number) => Array.from({length: count}, (_, feature) => ({feature, mode: "nudge", value: 0.1}));
const rule = (count: number) => ({when: {left: {features: [1]}, operator: ">", right: 0}, action: {type: "set", edits: edits(count)}});

describe("steeringSchema", () => {
    it("holds up to 1024 edits, and as many in a rule, and says so of more", () => {
        expect(steeringSchema.parse({edits: edits(1024), scope: "answer", rules: [rule(1024)]}).edits).toHaveLength(1024);
        for (const steering of [{edits: edits(1025)}, {edits: [], rules: [rule(1025)]}]) {
            const {error} = steeringSchema.safeParse({scope: "answer", ...steering});
            expect(error?.issues.map(({message}) => message)).toEqual(["at most 1024 edits"]);
        }
    });
});
