import {describe, expect, it} from "vitest";
import {provenance} from "./provenance.ts";

describe("provenance", () => {
    it("tells all that is known", () => {
        const now = new Date(2026, 4, 20).getTime();
        const label = {
            id: 1,
            description: "x",
            source: "neuronpedia",
            model: "gpt-4o-mini",
            score: 0.62,
            method: "oai_token-act-pair",
            createdAt: now - 86_400_000 * 3
        };
        expect(provenance(label, now)).toEqual(["by neuronpedia", "written by gpt-4o-mini", "score 0.62", "oai_token-act-pair", "3 days ago"]);
    });
    it("calls the person you, and leaves out what is not known", () => expect(provenance({id: 1, description: "x", source: "user"})).toEqual(["by you"]));
});
