import {describe, expect, it} from "vitest";
import {aPickle, aStateDict, integer, text} from "../fixtures/aPickle.ts";
import {PickledTensor} from "./pickleValues.ts";
import {readPickle} from "./readPickle.ts";

const read = (...parts: readonly (string | Uint8Array)[]) => readPickle(aPickle(...parts), "x.pt");
const aTensor = (changes: object) => aStateDict([{name: "w", key: "0", count: 6, shape: [2, 3], strides: [3, 1], ...changes}]);

describe("readPickle", () => {
    it("reads plain values", () => {
        expect(read("}(", text("a"), "K\u0007", text("b"), "N", text("c"), "\u0088u")).toEqual(
            new Map<string, unknown>([
                ["a", 7],
                ["b", null],
                ["c", true]
            ])
        );
        expect(read("](", integer(-5), integer(2 ** 40), "G", Buffer.from([0x3f, 0xf8, 0, 0, 0, 0, 0, 0]), "e")).toEqual([-5, 2 ** 40, 1.5]);
    });

    it("reads a tensor with its offset and strides", () => {
        const dict = readPickle(aTensor({offset: 1, shape: [2, 2], strides: [3, 1]}), "x.pt") as Map<string, PickledTensor>;
        expect(dict.get("w")).toMatchObject({offset: 1, shape: [2, 2], strides: [3, 1], storage: {type: "F32", key: "0", count: 6}});
        expect(dict.get("w")).toBeInstanceOf(PickledTensor);
    });

    it.each([
        ["os.system", ["cos\nsystem\n", text("echo"), "\u0085R"]],
        ["posix.system", ["cposix\nsystem\n(", text("echo"), "tR"]],
        ["builtins.eval", ["cbuiltins\neval\n(", text("1"), "tR"]],
        ["__builtin__.exec", ["c__builtin__\nexec\n0N"]],
        ["torch.load", ["ctorch\nload\n"]],
        ["collections.OrderedDict.fromkeys", ["ccollections.OrderedDict\nfromkeys\n"]],
        ["os.system", [text("os"), text("system"), "\u0093"]],
        ["os.system", ["(", text("echo"), "ios\nsystem\n"]]
    ])("refuses %s by name and runs nothing", (global, parts) => {
        expect(() => read(...parts)).toThrow(expect.objectContaining({code: "checkpoint/forbidden-global", data: {path: "x.pt", global}}));
    });

    it.each([
        ["an opcode that torch does not write (OBJ)", ["(ccollections\nOrderedDict\no"]],
        ["a call of a class that makes storages", ["ctorch\nFloatStorage\n)R"]],
        ["a call of a text", [text("os.system"), ")R"]],
        ["an empty stack", ["0"]],
        ["a missing mark", ["t"]],
        ["a memo that was never set", ["h\u0005"]],
        ["items for a text", [text("a"), text("b"), text("c"), "s"]],
        ["a persistent id that is no storage", [text("0"), "Q"]],
        ["text that is not UTF-8", ["X\u0001\u0000\u0000\u0000\u00ff"]],
        ["attributes on a list", ["]}b"]],
        ["an OrderedDict with arguments", ["ccollections\nOrderedDict\n]\u0085R"]]
    ])("refuses %s as malformed", (_, parts) => {
        expect(() => read(...parts)).toThrow(expect.objectContaining({code: "file/malformed"}));
    });

    it.each([
        ["reaches past its storage", {shape: [3, 3]}],
        ["begins past its storage", {offset: 1}],
        ["has a negative stride", {strides: [-3, 1]}],
        ["has a negative offset", {offset: -1}],
        ["repeats a small storage into a huge tensor", {shape: [1e6, 1e6], strides: [0, 0]}],
        ["has fewer strides than dimensions", {strides: [1]}],
        ["has too many dimensions", {shape: Array(9).fill(1), strides: Array(9).fill(1)}]
    ])("refuses a tensor that %s", (_, changes) => {
        expect(() => readPickle(aTensor(changes), "x.pt")).toThrow(expect.objectContaining({code: "file/malformed"}));
    });

    it("says that a cut pickle is cut, wherever", () => {
        const whole = aTensor({});
        for (let length = 0; length < whole.length; length++) {
            expect(() => readPickle(whole.subarray(0, length), "x.pt")).toThrow(expect.objectContaining({name: "EngineError"}));
        }
    });

    it("ends on endless input within its bounds", () => {
        const marks = new Uint8Array(3_000_000).fill(0x28);
        expect(() => read(marks)).toThrow(expect.objectContaining({code: "file/malformed"}));
    });
});
