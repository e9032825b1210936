import {describe, expect, it} from "vitest";
import {randomSource} from "../steering/fixtures/randomSource.ts";
import {randomSteering} from "../steering/fixtures/randomSteering.ts";
import {steeringSchema} from "./edits.ts";
import {unknownKeys} from "./unknownKeys.ts";

const of = (value: object) => unknownKeys(value, steeringSchema.parse(value));

describe("unknownKeys", () => {
    it("finds none in what the schema knows", () => {
        const random = randomSource(3);
        for (let i = 0; i < 50; i++) expect(of(randomSteering(random))).toEqual([]);
    });

    it("names each with its place", () => {
        const when = {all: [{left: {features: [1], feature: 2}, operator: ">", right: 0}]};
        const rules = [{when, sticki: true, action: {type: "abort", reply: "x"}}];
        expect(of({edits: [{feature: 1, mode: "nudge", value: 1, strength: 2}], scope: "answer", ruels: [], rules})).toEqual([
            'unknown key "strength" in edits[0] of the steering: it is not read',
            'unknown key "ruels" in the steering: it is not read',
            'unknown key "feature" in rules[0].when.all[0].left of the steering: it is not read',
            'unknown key "sticki" in rules[0] of the steering: it is not read',
            'unknown key "reply" in rules[0].action of the steering: it is not read'
        ]);
    });

    it("tells ten, and how many more", () => {
        const many = Object.fromEntries(Array.from({length: 15}, (_, i) => [`k${i}`, i]));
        expect(of({edits: [], scope: "all", ...many})).toEqual([
            ...Array(10).fill(expect.stringContaining("unknown key")),
            "5 more unknown keys in the steering"
        ]);
    });
});
