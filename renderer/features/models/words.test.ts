import {describe, expect, it} from "vitest";
import type {DictionaryInfo} from "../../../engine/contract/models.ts";
import {backendName, shortName} from "./words.ts";

const aDictionary = (changes: Partial<DictionaryInfo>) => ({name: "demo", layer: 2, ...changes}) as DictionaryInfo;

describe("backendName", () => {
    it("writes known backends as their makers do, and others as they are", () =>
        expect(["cpu", "vulkan", "sycl"].map(backendName)).toEqual(["CPU", "Vulkan", "sycl"]));
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
});
