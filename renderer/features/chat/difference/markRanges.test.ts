import {describe, expect, it} from "vitest";
import {markRanges} from "./markRanges.ts";

const text = (value: string, offset: number, length = value.length) => ({
    type: "text",
    value,
    position: {start: {offset}, end: {offset: offset + length}}
});
const plain = (node: {value?: string; tagName?: string; children?: unknown[]}): unknown =>
    node.tagName === undefined && node.children === undefined
        ? node.value
        : {[node.tagName ?? "root"]: (node.children ?? []).map((child) => plain(child as never))};
const range = (source: string, piece: string) => ({start: source.indexOf(piece), end: source.indexOf(piece) + piece.length});

describe("markRanges", () => {
    it("marks every range, also through pieces of formatting", () => {
        const source = "one *two three* four";
        const tree = {
            type: "root",
            children: [text("one ", 0), {type: "element", tagName: "em", children: [text("two three", 5)]}, text(" four", 15)]
        };
        markRanges({source, ranges: [range(source, "one"), range(source, "three* four")]})(tree);
        expect(plain(tree)).toEqual({root: [{mark: ["one"]}, " ", {em: ["two ", {mark: ["three"]}]}, {mark: [" four"]}]});
    });

    it("finds the place of text that markdown changed", () => {
        const source = "a \\* b &amp; see";
        const tree = {type: "root", children: [text("a * b & see", 0, source.length)]};
        markRanges({source, ranges: [range(source, "see")]})(tree);
        expect(plain(tree)).toEqual({root: ["a * b & ", {mark: ["see"]}]});
    });

    it("finds code by its element, since it has no place itself", () => {
        const source = "```js\nlet a = 1\n```";
        const code = {
            type: "element",
            tagName: "code",
            position: {start: {offset: 0}, end: {offset: source.length}},
            children: [{type: "text", value: "let a = 1\n"}]
        };
        const tree = {type: "root", children: [code]};
        markRanges({source, ranges: [range(source, "1")]})(tree);
        expect(plain(tree)).toEqual({root: [{code: ["let a = ", {mark: ["1"]}, "\n"]}]});
    });

    it("leaves alone what is outside", () => {
        const tree = {type: "root", children: [text("later", 10)]};
        markRanges({source: "0123456789later", ranges: [{start: 0, end: 4}]})(tree);
        expect(plain(tree)).toEqual({root: ["later"]});
    });
});
