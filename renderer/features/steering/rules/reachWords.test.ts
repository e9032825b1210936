import {describe, expect, it} from "vitest";
import type {Rule} from "../../../../engine/contract/edits.ts";
import {reachWords} from "./reachWords.ts";

const set: Rule["action"] = {type: "set", edits: []};

describe("reachWords", () => {
    it("says that what held at one question lasts over all that are asked later", () => {
        expect(reachWords({on: "prompt", sticky: true, action: set})).toMatch(/Once it held at a question, .* every later answer .* whatever is asked next/);
        expect(reachWords({on: "both", sticky: true, action: set})).toContain("a question or an answer");
        expect(reachWords({on: "prompt", sticky: true, action: {type: "abort"}})).toContain("at every later answer");
        expect(reachWords({on: "prompt", sticky: false, action: {type: "handle", event: "e"}})).toContain("at every later answer");
    });

    it("says that at the question's tokens alone nothing acts on the answer", () => {
        expect(reachWords({on: "prompt", sticky: false, action: set})).toContain("never on the answer");
    });

    it("says that answers are looked at one by one, and else nothing", () => {
        expect(reachWords({on: "answer", sticky: true, action: set})).toContain("Each answer is looked at by itself");
        expect(reachWords({on: "answer", sticky: false, action: set})).toBeNull();
        expect(reachWords({on: "answer", sticky: true, action: {type: "abort"}})).toBeNull();
    });
});
