import {describe, expect, it} from "vitest";
import {markDifference} from "./markDifference.ts";

const text = (value: string, offset: number) => ({type: "text", value, position: {start: {offset}, end: {offset: offset + value.length}}});
const plain = (node: {value?: string; tagName?: string; children?: unknown[]}): unknown =>
    node.tagName === undefined && node.children === undefined
        ? node.value
        : {[node.tagName ?? "root"]: (node.children ?? []).map((child) => plain(child as never))};

describe("markDifference", () => {
    it("dims what is shared and marks the first word that is not", () => {
        const tree = {type: "root", children: [text("The sea was calm", 0)]};
        markDifference({at: 8})(tree);
        expect(plain(tree)).toEqual({root: [{span: ["The sea "]}, "", {mark: ["was"]}, " calm"]});
    });

    it("marks once, in the piece where the difference is", () => {
        const tree = {type: "root", children: [text("one ", 0), {type: "element", tagName: "em", children: [text("two three", 5)]}]};
        markDifference({at: 5})(tree);
        expect(plain(tree)).toEqual({root: [{span: ["one "]}, {em: ["", {mark: ["two"]}, " three"]}]});
    });

    it("leaves a block after the difference alone", () => {
        const tree = {type: "root", children: [text("later", 0)]};
        markDifference({at: -4})(tree);
        expect(plain(tree)).toEqual({root: ["later"]});
    });
});
