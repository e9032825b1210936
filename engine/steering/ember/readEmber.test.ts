import {describe, expect, it} from "vitest";
import {randomSource} from "../fixtures/randomSource.ts";
import {randomSteering} from "../fixtures/randomSteering.ts";
import {readEmber} from "./readEmber.ts";
import {writeEmber} from "./writeEmber.ts";

const D = "0123456789abcdef";
const read = (value: unknown) => readEmber(JSON.stringify(value), D);
const named = (index_in_sae: number, label = `label ${index_in_sae}`) => ({uuid: "u", label, index_in_sae, max_activation_strength: 1});
const compared = (index: number, operator: string, right_hand: unknown) => ({left_hand: {features: [named(index)]}, right_hand, operator});
function scopesIn(levels: number): object {
    let inner: object = {interventions: [{mode: "nudge", features: {features: [named(9)]}, value: 0.5}]};
    for (let level = 0; level < levels; level++) inner = {scopes: [{conditionals: {conditionals: [compared(1, ">", 1)], operator: "AND"}, controller: inner}]};
    return inner;
}
const reading = (...features: number[]) => ({features, combine: "max", unit: "max", dictionary: D});

describe("readEmber", () => {
    it("reads a variant", () => {
        const edits = [{feature_id: "5b", feature_label: "Pirates", index_in_sae: 33234, value: 0.9}];
        expect(read({base_model: "meta-llama/Llama-3.3-70B-Instruct", edits, scopes: []})).toEqual({
            name: "From Ember",
            isNamed: false,
            baseModel: "meta-llama/Llama-3.3-70B-Instruct",
            steering: {edits: [{feature: 33234, mode: "nudge", value: 0.9, dictionary: D}], scope: "answer"},
            labels: {[`${D}/33234`]: "Pirates"},
            notes: []
        });
    });

    it("reads the older form, where edits say their mode", () => {
        const edit = {feature_id: "a", feature_label: "x", index_in_sae: 1, max_activation_strength: 3.5};
        const {steering} = read({
            base_model: "",
            edits: [
                {...edit, mode: "pin", value: 0.6},
                {...edit, index_in_sae: 2, mode: "nudge", value: -0.3}
            ],
            scopes: []
        });
        expect(steering.edits).toEqual([
            {feature: 1, mode: "pin", value: 0.6, unit: "max", dictionary: D},
            {feature: 2, mode: "nudge", value: -0.3, dictionary: D}
        ]);
    });

    it("reads a controller: groups, mul, and a request's body around it", () => {
        const interventions = [
            {mode: "nudge", features: {features: [named(1, "sea"), named(2, "ship")]}, value: 0.6},
            {mode: "pin", features: {features: [named(3)]}, value: 12},
            {mode: "mul", features: {features: [named(4)]}, value: 0.5},
            {mode: "nudge", features: {features: [named(1, "sea"), named(2, "ship")]}, value: 0.1}
        ];
        const {steering, notes} = read({controller: {interventions, scopes: []}});
        expect(steering.edits).toEqual([
            {feature: 1, mode: "nudge", value: 0.6, dictionary: D, group: "sea + ship"},
            {feature: 2, mode: "nudge", value: 0.6, dictionary: D, group: "sea + ship"},
            {feature: 3, mode: "pin", value: 12, unit: "activation", dictionary: D},
            {feature: 4, mode: "scale", value: 0.5, dictionary: D},
            {feature: 1, mode: "nudge", value: 0.1, dictionary: D, group: "sea + ship 2"},
            {feature: 2, mode: "nudge", value: 0.1, dictionary: D, group: "sea + ship 2"}
        ]);
        expect(notes).toEqual([expect.stringContaining("taken for an activation")]);
    });

    it("reads flat and nested conditions, scopes within scopes, aborts and handlers as rules", () => {
        const interventions = [{mode: "nudge", features: {features: [named(9)]}, value: 0.5}];
        const flat = {conditionals: [compared(1, ">", 0.75), compared(2, "<=", 5)], operator: "AND"};
        const nested = {conditionals: [compared(1, "!=", {features: [named(3), named(4)]}), flat], operator: "OR"};
        const inner = {conditionals: {conditionals: [compared(5, "==", 0)], operator: "AND"}, controller: {interventions}, event_name: null};
        const {steering, notes} = read({
            interventions: [],
            scopes: [
                {conditionals: nested, controller: {interventions, scopes: [inner]}, is_active: false, event_name: null},
                {conditionals: flat, controller: {}, is_active: false, event_name: "abort"},
                {condition: flat, nested_variant: {edits: []}, event_name: "0e6d6f0e-0000-4000-8000-000000000000"}
            ]
        });
        const ours = {
            all: [
                {left: reading(1), operator: ">", right: 0.75},
                {left: {...reading(2), unit: "activation"}, operator: "<=", right: 5}
            ]
        };
        const whole = {any: [{left: reading(1), operator: "!=", right: reading(3, 4)}, ours]};
        const set = {type: "set", edits: [{feature: 9, mode: "nudge", value: 0.5, dictionary: D}]};
        expect(steering.rules).toEqual([
            {when: whole, on: "both", sticky: true, action: set},
            {when: {all: [whole, {left: reading(5), operator: "==", right: 0}]}, on: "both", sticky: true, action: set},
            {when: ours, on: "both", sticky: true, action: {type: "abort"}},
            {when: ours, on: "both", sticky: true, action: {type: "handle", event: "0e6d6f0e-0000-4000-8000-000000000000"}}
        ]);
        expect(notes).toEqual([expect.stringContaining("the strongest of them"), expect.stringContaining("scope 3 of the variant called a handler")]);
    });

    it("keeps the last pin of a feature, and says what it leaves out", () => {
        const on = (mode: string, value: unknown) => ({mode, features: {features: [named(1)]}, value});
        const {steering, notes} = read({
            interventions: [on("nudge", 0.3), on("pin", 0.5), on("nudge", 0.1), on("pin", {features: [named(2)]}), on("nudge", null)],
            scopes: [{conditionals: {conditionals: [compared(1, ">", 1)]}, controller: {}}]
        });
        expect(steering.edits.map(({mode, value}) => [mode, value])).toEqual([
            ["pin", 0.5],
            ["nudge", 0.1]
        ]);
        expect(notes).toHaveLength(4);
    });

    it("gives back exactly what writeEmber wrote, whatever it was", () => {
        const random = randomSource(5);
        for (let i = 0; i < 300; i++) {
            const steering = randomSteering(random);
            const text = writeEmber({name: "a name", steering, labels: {[`${D}/1`]: "one"}, baseModel: "m"});
            expect(readEmber(text, "ffffffffffffffff")).toMatchObject({name: "a name", steering, notes: []});
            expect(readEmber(text, "ffffffffffffffff").steering).toEqual(steering);
        }
    });

    it("writes what Ember has words for so that it means the same without our own part", () => {
        const edits = [
            {feature: 1, mode: "nudge", value: 0.4, dictionary: D},
            {feature: 2, mode: "pin", value: 1.5, unit: "max", dictionary: D}
        ];
        const when = {any: [{left: reading(1), operator: ">", right: 0.5}, {all: [{left: reading(3), operator: "<", right: reading(4)}]}]};
        const rules = [
            {when, on: "both", sticky: true, action: {type: "set", edits}},
            {when, on: "both", sticky: true, action: {type: "abort"}}
        ];
        const written = JSON.parse(writeEmber({name: "n", steering: {edits, scope: "answer", rules} as never}));
        const {saelor: _, ...embers} = written;
        // an AND of one is that one
        const same = {any: [when.any[0], {left: reading(3), operator: "<", right: reading(4)}]};
        expect(read(embers).steering).toEqual({edits, scope: "answer", rules: rules.map((rule) => ({...rule, when: same}))});
        expect(written.edits[0]).toEqual({
            feature_id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/),
            feature_label: "feature 1",
            index_in_sae: 1,
            mode: "nudge",
            value: 0.4
        });
    });

    it("leaves out of Ember's part what it has no words for, but not of our own", () => {
        const edits = [
            {feature: 1, mode: "add", value: 4, dictionary: D},
            {feature: 2, mode: "nudge", value: 0.1, dictionary: "another"},
            {feature: 3, mode: "pin", value: 4, dictionary: D}
        ];
        const written = JSON.parse(writeEmber({name: "n", steering: {edits, scope: "all"} as never}));
        expect([written.edits, written.saelor.steering.edits]).toEqual([[], edits]);
    });

    it("counts Ember's part where somebody changed it after Saelor wrote it", () => {
        const steering = {edits: [{feature: 1, mode: "nudge", value: 0.4, dictionary: D}], scope: "all", cap: 0.5} as never;
        const written = JSON.parse(writeEmber({name: "n", steering}));
        written.edits[0].value = 0.1;
        const {steering: got, notes} = read(written);
        expect(got).toEqual({edits: [{feature: 1, mode: "nudge", value: 0.1, dictionary: D}], scope: "answer"});
        expect(notes).toEqual([expect.stringContaining("changed after Saelor wrote it")]);
    });

    const edit = (more: object) => ({base_model: "", edits: [{feature_id: "a", feature_label: "x", index_in_sae: 1, value: 0.5, ...more}], scopes: []});
    const scope = (more: object) => ({
        edits: [],
        scopes: [{conditionals: {conditionals: [{...compared(1, ">", 1), ...more}], operator: "AND"}, event_name: "abort"}]
    });
    it.each<[string, string, string]>([
        ["prose", "Set the pirate feature to .5, please.", "input/invalid"],
        ["nothing", "", "input/invalid"],
        ["a file cut short", JSON.stringify(edit({})).slice(0, 60), "input/invalid"],
        ["Python's NaN", '{"edits":[{"index_in_sae":1,"value":NaN}]}', "input/invalid"],
        ["another kind of JSON", '{"model":"x","messages":[]}', "input/invalid"],
        ["a list", "[1,2,3]", "input/invalid"],
        ["null", "null", "input/invalid"],
        ["more than 10 MB", `{"edits":[],"x":"${"x".repeat(10_000_000)}"}`, "input/invalid"],
        ["lists in lists, 100,000 deep", `{"edits":${"[".repeat(100_000)}${"]".repeat(100_000)}}`, "input/invalid"],
        [
            "conditions in conditions, 20,000 deep",
            `{"edits":[],"scopes":[{"conditionals":${'{"operator":"AND","conditionals":['.repeat(20_000)}${"]}".repeat(20_000)}}]}`,
            "input/invalid"
        ],
        ["edits that are no list", '{"edits":{"0":1}}', "input/invalid"],
        ["an edit that is a number", '{"edits":[7]}', "input/invalid"],
        ["a value that is a word", JSON.stringify(edit({value: "much"})), "steering/bad-edit"],
        ["no value", JSON.stringify(edit({value: undefined})), "steering/bad-edit"],
        ["an infinite value", JSON.stringify(edit({})).replace("0.5", "1e999"), "steering/bad-edit"],
        ["an unknown mode", JSON.stringify(edit({mode: "boost"})), "steering/bad-edit"],
        ["half a feature", JSON.stringify(edit({index_in_sae: 1.5})), "steering/bad-edit"],
        ["a feature below 0", JSON.stringify(edit({index_in_sae: -1})), "steering/bad-edit"],
        ["a feature without an index", JSON.stringify(edit({index_in_sae: null})), "steering/bad-edit"],
        ["100,000 edits", JSON.stringify({edits: Array.from({length: 100_000}, () => ({index_in_sae: 1, value: 1}))}), "steering/bad-edit"],
        ["an unknown comparison", JSON.stringify(scope({operator: "~"})), "steering/bad-edit"],
        ["a comparison with nothing", JSON.stringify(scope({right_hand: undefined})), "steering/bad-edit"],
        ["a comparison of no features", JSON.stringify(scope({left_hand: {features: []}})), "steering/bad-edit"],
        ["65 features as one number", JSON.stringify(scope({left_hand: {features: Array.from({length: 65}, (_, i) => named(i))}})), "steering/bad-edit"],
        [
            "300 comparisons",
            JSON.stringify({edits: [], scopes: [{conditionals: {conditionals: Array(300).fill(compared(1, ">", 1)), operator: "OR"}, event_name: "abort"}]}),
            "steering/bad-condition"
        ],
        ["conditions in scopes in scopes, 20 deep", JSON.stringify(scopesIn(20)), "steering/bad-condition"],
        ["a scope without conditions", '{"edits":[],"scopes":[{"controller":{}}]}', "input/invalid"],
        ["17 rules", JSON.stringify({edits: [], scopes: Array.from({length: 17}, () => ({...scope({}).scopes[0]}))}), "input/invalid"],
        ["our own part broken", JSON.stringify({...edit({}), saelor: {steering: {edits: "none"}}}), "input/invalid"]
    ])("refuses %s", (_, text, code) => {
        expect(() => readEmber(text, D)).toThrow(expect.objectContaining({code, data: {detail: expect.stringMatching(/\w{3}/)}}));
    });

    it("refuses anything cut short, byte by byte", () => {
        const text = writeEmber({name: "n", steering: randomSteering(randomSource(23))}).trimEnd();
        for (let length = 0; length < text.length; length++)
            expect(() => readEmber(text.slice(0, length), D)).toThrow(expect.objectContaining({code: "input/invalid"}));
    });
});
