import {describe, expect, it} from "vitest";
import type {Condition} from "../../../../engine/contract/conditions.ts";
import {featureId} from "../../../../engine/contract/ids.ts";
import {addBeside, changeAt, nodeAt, unwrapAt, wrapAt} from "./conditionTree.ts";

const is = (feature: number): Condition => ({left: {features: [featureId(feature)], combine: "max", unit: "activation"}, operator: ">", right: 1});
const [a, b, c, d] = [is(1), is(2), is(3), is(4)];
const tree: Condition = {all: [a, {any: [b, c]}]};

describe("nodeAt", () => {
    it("follows the places, and finds nothing beyond", () => {
        expect(nodeAt(tree, [])).toBe(tree);
        expect(nodeAt(tree, [1, 1])).toBe(c);
        expect(nodeAt(tree, [0, 0])).toBeUndefined();
    });
});

describe("changeAt", () => {
    it("changes one node and leaves the tree that it was given", () => {
        expect(changeAt(tree, [1, 0], () => d)).toEqual({all: [a, {any: [d, c]}]});
        expect(tree).toEqual({all: [a, {any: [b, c]}]});
    });

    it("takes one out, and a join of one becomes that one", () => {
        expect(changeAt(tree, [1, 0], () => null)).toEqual({all: [a, c]});
        expect(changeAt(tree, [0], () => null)).toEqual({any: [b, c]});
        expect(changeAt(a, [], () => null)).toBeNull();
    });
});

describe("addBeside", () => {
    it("goes beside where the parent joins alike", () => {
        expect(addBeside(tree, [0], "all", d)).toEqual({all: [a, d, {any: [b, c]}]});
        expect(addBeside(tree, [1, 0], "any", d)).toEqual({all: [a, {any: [b, d, c]}]});
    });

    it("makes a join of its own where it does not", () => {
        expect(addBeside(a, [], "any", b)).toEqual({any: [a, b]});
        expect(addBeside(tree, [0], "any", d)).toEqual({all: [{any: [a, d]}, {any: [b, c]}]});
        expect(addBeside(tree, [], "all", d)).toEqual({all: [a, {any: [b, c]}, d]});
    });
});

describe("unwrapAt", () => {
    it("takes back what wrapAt did", () => {
        const wrapped = wrapAt(tree, [0], "any");
        expect(wrapped).toEqual({all: [{any: [a]}, {any: [b, c]}]});
        expect(unwrapAt(wrapped, [0])).toEqual(tree);
    });

    it("lets several stand in the join around them, and keeps a root of several", () => {
        expect(unwrapAt(tree, [1])).toEqual({all: [a, b, c]});
        expect(unwrapAt(tree, [])).toBe(tree);
    });
});
