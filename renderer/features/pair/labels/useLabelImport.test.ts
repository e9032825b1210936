import {describe, expect, it} from "vitest";
import {doneWords} from "./useLabelImport.ts";

const done = {type: "done", format: "neuronpedia", source: "gpt-4o-mini", labels: 65_530, changed: 65_530, skipped: 0} as const;

describe("doneWords", () => {
    it("says what is new", () => {
        expect(doneWords(done)).toBe("Read 65,530 labels by “gpt-4o-mini” from a Neuronpedia export: all of them new.");
        expect(doneWords({...done, changed: 12})).toContain("12 labels new or different.");
    });
    it("says that importing twice changed nothing", () => expect(doneWords({...done, changed: 0})).toContain("all of them were here already."));
    it("says what was left out, and why", () =>
        expect(doneWords({...done, format: "csv", skipped: 1, skippedBecause: "the description is empty"})).toContain(
            "1 line left out: the description is empty."
        ));
    it("says what to look at again", () =>
        expect(doneWords({...done, warning: "the labels are for layer 19, the dictionary for layer 20"})).toMatch(
            /new\. Look again: the labels are for layer 19, the dictionary for layer 20\.$/
        ));
});
