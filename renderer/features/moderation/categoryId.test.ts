import {describe, expect, it} from "vitest";
import {categoryId} from "./categoryId.ts";

describe("categoryId", () => {
    it("keeps letters and digits, and tells itself from those that exist", () => {
        expect(categoryId("Self-harm & eating", [], 0)).toBe("self-harm-eating");
        expect(categoryId("Violence", ["violence", "violence-2"], 0)).toBe("violence-3");
    });
    it("makes one up where no letter is left", () => expect(categoryId("暴力", [], 4)).toBe("category-5"));
});
