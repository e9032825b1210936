import {describe, expect, it} from "vitest";
import {type Steering, steeringSchema} from "../../contract/index.ts";
import {randomSource} from "../fixtures/randomSource.ts";
import {randomSteering} from "../fixtures/randomSteering.ts";
import {emberLosses} from "./emberLosses.ts";
import {writeEmber} from "./writeEmber.ts";

const edit = (more = {}) => ({feature: 1, mode: "nudge", value: 0.3, dictionary: "d", ...more});
const when = {left: {features: [1], unit: "max", dictionary: "d"}, operator: ">", right: 0.5};
const rule = (action: object, more = {}) => ({when, action, ...more});
const losses = (steering: object) => emberLosses(steeringSchema.parse({edits: [edit()], scope: "answer", ...steering}));

describe("emberLosses", () => {
    it("is empty where Ember can say it all", () => {
        expect(losses({})).toEqual([]);
        expect(losses({edits: [edit({mode: "pin", unit: "max", value: 1})], rules: [rule({type: "abort"}), rule({type: "set", edits: [edit()]})]})).toEqual([]);
    });

    it.each<[string, object, string]>([
        ["edits", {edits: [edit(), edit({mode: "scale"}), edit({dictionary: "e"})]}, "2 of 3 edits are left out"],
        ["groups", {edits: [edit({group: "sea"})]}, "groups of edits"],
        ["a rule that looks at the answer", {rules: [rule({type: "abort"}, {on: "answer"})]}, "Rule 1 is left out: it looks at the answer alone."],
        ["a rule that is not sticky", {rules: [rule({type: "abort"}, {sticky: false, name: "x"})]}, "Rule x is left out: it is not sticky."],
        ["a mean", {rules: [rule({type: "abort"}, {when: {...when, left: {...when.left, features: [1, 2], combine: "mean"}}})]}, "a mean or sum"],
        ["edits of a rule", {rules: [rule({type: "set", edits: [edit({mode: "add"})]})]}, "no words for"],
        ["a message", {rules: [rule({type: "abort", message: "no"})]}, "its message is left out"],
        ["a reply", {rules: [rule({type: "handle", event: "e", reply: "no"})]}, "what it says"],
        ["the scope", {scope: "all"}, "every token"],
        ["fading", {decay: {tokens: 3}}, "fading"],
        ["the cap", {cap: 1}, "cap"],
        ["restoring the norm", {normRestore: 0.5}, "norm"]
    ])("names %s", (_, steering, expected) => {
        expect(losses(steering)).toEqual([expect.stringContaining(expected), expect.stringContaining("Saelor reads all of it back")]);
    });

    it("counts what the file lacks, whatever the steering", () => {
        const random = randomSource(9);
        for (let i = 0; i < 100; i++) {
            const steering: Steering = randomSteering(random);
            const written = JSON.parse(writeEmber({name: "n", steering}));
            const said = emberLosses(steering);
            const lost = Number(/^(\d+) of/.exec(said.find((line) => /^\d+ of/.test(line)) ?? "0 of")![1]);
            expect(written.edits.length + lost).toBe(steering.edits.length);
            expect(written.scopes.length + said.filter((line) => /^Rule [\s\S]* is left out: /.test(line)).length).toBe(steering.rules?.length ?? 0);
        }
    });
});
