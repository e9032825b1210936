import {describe, expect, it} from "vitest";
import type {DictionaryInfo} from "../../../engine/contract/models.ts";
import {backendName, modelTitle, shortName, tells} from "./words.ts";

const aDictionary = (changes: Partial<DictionaryInfo>) => ({name: "demo", layer: 2, ...changes}) as DictionaryInfo;

describe("backendName", () => {
    it("writes known backends as their makers do, and others as they are", () =>
        expect(["cpu", "vulkan", "sycl"].map(backendName)).toEqual(["CPU", "Vulkan", "sycl"]));
});

describe("modelTitle", () => {
    it("says both names where they differ, the library's first", () =>
        expect([
            modelTitle("mymodel", "Saelor demo"),
            modelTitle("demo", "demo"),
            modelTitle("demo", undefined),
            modelTitle("Llama-3.2-1B-Q8_0", "Llama 3.2 1B")
        ]).toEqual(["mymodel (Saelor demo)", "demo", "demo", "Llama-3.2-1B-Q8_0"]));
});

describe("tells", () => {
    const name = "saelor-demo, layer 21, 65,536 features";
    it("reads numbers whole, with or without their thousands apart", () =>
        expect([tells(name, "layer 21"), tells(name, "65536 features"), tells(name, "layer 2"), tells(name, "536 features")]).toEqual([
            true,
            true,
            false,
            false
        ]));
});

describe("shortName", () => {
    const steering = aDictionary({purpose: "steering"});
    it("uses the purpose where it tells dictionaries apart", () => {
        expect(shortName(steering, [steering, aDictionary({purpose: "classification"})])).toBe("for steering, layer 2");
    });
    it("uses the name where it does not", () => {
        expect(shortName(steering, [steering, aDictionary({purpose: "steering", layer: 4 as never})])).toBe("demo, layer 2");
        expect(shortName(aDictionary({}), [aDictionary({})])).toBe("demo, layer 2");
    });
    it("does not say the layer twice", () => {
        const told = aDictionary({name: "demo, layer 2, 512 features"});
        expect(shortName(told, [told])).toBe("demo, layer 2, 512 features");
    });
});
