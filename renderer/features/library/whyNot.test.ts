import {describe, expect, it} from "vitest";
import {whyNot} from "./whyNot.ts";

const facts = {dModel: 256, nLayers: 6};

describe("whyNot", () => {
    it("finds nothing where the shapes fit, the last layer included", () => expect(whyNot({dModel: 256, layer: 5}, facts)).toBeNull());
    it("tells of a layer that the model lacks", () =>
        expect(whyNot({dModel: 256, layer: 6}, facts)).toBe("The dictionary needs a model of more than 6 layers; this one has 6 layers."));
    it("tells of another width before all else", () =>
        expect(whyNot({dModel: 512, layer: 9}, facts)).toBe("The dictionary reads vectors of 512 numbers; this model has 256."));
    it("says nothing of what is not known", () =>
        expect([whyNot({dModel: 256}, facts), whyNot({dModel: 1}, undefined), whyNot(undefined, facts)]).toEqual([null, null, null]));
});
